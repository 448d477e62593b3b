using Strangler.AquaCis.Extract;
using Strangler.AquaCis.StandIn.Storage;

namespace Strangler.AquaCis.StandIn.Books;

/// <summary>The contracts, each in a row that what belongs to it refers to.</summary>
internal sealed class ContractShelf
{
    private const short WaterConcept = 1;
    private const short RoundingVariable = 102;
    private readonly List<Contract> _contracts = [];
    private readonly Dictionary<int, int> _rowByNumber = [];
    private readonly Dictionary<string, List<int>> _rowsByTaxId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, (DateOnly At, decimal Pesos)> _roundings = [];

    private ContractShelf()
    {
    }

    public int Count => _contracts.Count;

    public Contract this[int row] => _contracts[row];

    /// <summary>The row of a contract number, or -1.</summary>
    public int RowOf(int number) => _rowByNumber.GetValueOrDefault(number, -1);

    /// <summary>In contract number order.</summary>
    public IEnumerable<Contract> Of(string taxId) =>
        _rowsByTaxId.GetValueOrDefault(taxId.Trim())?.Select(row => _contracts[row]) ?? [];

    public decimal? CarriedRounding(int number) =>
        _roundings.TryGetValue(number, out (DateOnly At, decimal Pesos) carried) ? carried.Pesos : null;

    public static ContractShelf Load(ExtractFolder extract, HolderShelf holders, ServicePointShelf points)
    {
        ContractShelf shelf = new();
        Dictionary<int, (DateOnly Since, int Type)> tariffs = ReadWaterTariffs(extract);
        extract.Each("contrato", row => shelf.Add(row, ReadContract(row, tariffs, holders, points)));
        for (int row = 0; row < shelf.Count; row++)
        {
            points.Serve(shelf[row]);
        }

        foreach (int row in Enumerable.Range(0, shelf.Count).OrderBy(row => shelf[row].Number))
        {
            shelf.FileUnder(holders.Of(shelf[row].Client).TaxId, row);
        }

        extract.Each("variable", shelf.ReadRounding);
        return shelf;
    }

    private void Add(ExtractTable row, Contract contract)
    {
        if (contract.Number is < 0 or > PaymentReference.ContractLimit)
        {
            throw row.Refuse("cnttnum", "has more than 8 digits, which no payment reference holds");
        }

        if (!_rowByNumber.TryAdd(contract.Number, _contracts.Count))
        {
            throw row.Refuse("cnttnum", "stands there a second time");
        }

        _contracts.Add(contract);
    }

    private void FileUnder(string taxId, int row)
    {
        if (!_rowsByTaxId.TryGetValue(taxId, out List<int>? rows))
        {
            _rowsByTaxId.Add(taxId, rows = new List<int>(1));
        }

        rows.Add(row);
    }

    private static Contract ReadContract(
        ExtractTable row, Dictionary<int, (DateOnly Since, int Type)> tariffs, HolderShelf holders,
            ServicePointShelf points)
    {
        int number = row.Int("cnttnum");
        return new Contract(
            number, row.Short("cnttexpid"), row.Text("x_zonid"), row.Int("cnttptosid"), row.Int("cnttcliid"),
            row.Short("cnttestado"), row.Short("cnttusocod"), row.Flag("cntbloquearcobro"), row.Int("x_unidades"),
            row.Flag("x_alcantarillado"), row.Flag("x_saneamiento"), row.Date("x_fecalta"),
                row.OptionalDate("x_fecbaja"),
            tariffs.TryGetValue(number, out (DateOnly Since, int Type) tariff)
                ? tariff.Type
                : throw row.Refuse("cnttnum", "has no water tariff in polcontar.csv")) switch
        {
            var contract when !holders.Knows(contract.Client) =>
                throw row.Refuse("cnttcliid", "names nobody in cliente.csv"),
            var contract when points.SlotOf(contract.ServicePoint) < 0 =>
                throw row.Refuse("cnttptosid", "names no service point in ptoserv.csv"),
            var contract => contract,
        };
    }

    /// <summary>By contract number: the tariff that came last.</summary>
    private static Dictionary<int, (DateOnly Since, int Type)> ReadWaterTariffs(ExtractFolder extract)
    {
        Dictionary<int, (DateOnly Since, int Type)> tariffs = [];
        extract.Each("polcontar", row =>
        {
            if (row.Short("pctcptoid") == WaterConcept)
            {
                int contract = row.Int("pctcnttnum");
                DateOnly since = row.Date("pctfecini");
                if (!tariffs.TryGetValue(contract, out (DateOnly Since, int Type) earlier) || earlier.Since <= since)
                {
                    tariffs[contract] = (since, row.Int("pctttarid"));
                }
            }
        });
        return tariffs;
    }

    private void ReadRounding(ExtractTable row)
    {
        if (row.Short("x_tpvid") != RoundingVariable)
        {
            return;
        }

        int contract = row.Int("x_cnttnum");
        DateOnly at = row.Date("x_fecha");
        if (!_roundings.TryGetValue(contract, out (DateOnly At, decimal Pesos) earlier) || earlier.At <= at)
        {
            _roundings[contract] = (at, row.Decimal("x_valor"));
        }
    }
}
