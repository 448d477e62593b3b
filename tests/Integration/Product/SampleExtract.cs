using System.Globalization;

namespace Strangler.Tests.Integration.Product;

/// <summary>
/// The sample extract, read by the tests on their own: what the stand-in answers is compared with the tables, not with
/// the stand-in's own reading of them. Only contracts that kept one meter throughout, for their consumption is one row.
/// </summary>
internal sealed class SampleExtract
{
    private static readonly Lazy<SampleExtract> Loaded = new(() => new SampleExtract());

    private SampleExtract() => Contracts = ReadContracts();

    public static SampleExtract Committed => Loaded.Value;

    public IReadOnlyList<SampleContract> Contracts { get; }

    public IReadOnlyList<SampleContract> Indebted => [.. Contracts.Where(contract => contract.Owed > 0)];

    public IReadOnlyList<SampleContract> Settled => [.. Contracts.Where(contract => contract.Owed == 0)];

    private static SampleContract[] ReadContracts()
    {
        Dictionary<string, SampleRow> clients = Table("cliente").ToDictionary(row => row["cliid"]);
        Dictionary<string, SampleRow> people = Table("persona").ToDictionary(row => row["prsid"]);
        Dictionary<string, SampleRow> references = Table("referencia").DistinctBy(row => row["refpolnum"])
            .ToDictionary(row => row["refpolnum"]);
        Dictionary<string, SampleRow> tariffs = Table("polcontar").Where(row => row["pctcptoid"] == "1")
            .ToDictionary(row => row["pctcnttnum"]);
        ILookup<string, SampleRow> meters = Table("contador").ToLookup(row => row["x_ptosid"]);
        ILookup<string, SampleRow> readings = Table("poldetsum").ToLookup(row => row["detpocid"]);
        ILookup<int, SampleInvoice> invoices = ReadInvoices().ToLookup(invoice => invoice.Contract);
        return
        [
            .. from row in Table("contrato")
               let point = row["cnttptosid"]
               let person = people[clients[row["cnttcliid"]]["x_prsid"]]
               where meters[point].Count() == 1 && invoices[row.Int("cnttnum")].Any()
               select new SampleContract(
                   row.Int("cnttnum"), (short)row.Int("cnttexpid"), row["x_zonid"], row.Int("cnttptosid"),
                   meters[point].Single()["contnumero"], person["prsnombre"], person["prspriapel"], person["prsnif"],
                   tariffs[row["cnttnum"]].Int("pctttarid"), readings[point].Count(),
                   readings[point].Count(reading => reading["x_anno"] != ""),
                   readings[point].Last().Int("detconsumo"), references[row["cnttnum"]]["refreferencia"],
                   [.. invoices[row.Int("cnttnum")].OrderByDescending(invoice => invoice.Id)]),
        ];
    }

    private static IEnumerable<SampleInvoice> ReadInvoices()
    {
        ILookup<string, SampleRow> payments = Table("opedesglos").ToLookup(row => row["x_facid"]);
        Dictionary<string, SampleRow> runs = Table("facturacio").ToDictionary(row => row["ftoid"]);
        return
            from row in Table("factura")
            let run = runs[row["facftoid"]]
            let paid = payments[row["facid"]].Sum(payment => payment.Decimal("opdimporte"))
            select new SampleInvoice(
                row.Int("facid"), row["facnumfac"], row.Int("faccnttnum"), (short)run.Int("ftoanno"),
                (byte)run.Int("ftopernum"), row.Decimal("facimporte"), Math.Max(0, row.Decimal("facimporte") - paid));
    }

    private static IEnumerable<SampleRow> Table(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryPlaces.SampleExtract, name + ".csv"));
        string[] header = lines[0].Split(',');
        return lines.Skip(1).Select(line => new SampleRow(header, line.Split(',')));
    }

    /// <summary>A row by column name; the sample has no quoted values.</summary>
    private sealed record SampleRow(string[] Header, string[] Values)
    {
        public string this[string column] => Values[Array.IndexOf(Header, column)];

        public int Int(string column) => int.Parse(this[column], CultureInfo.InvariantCulture);

        public decimal Decimal(string column) => decimal.Parse(this[column], CultureInfo.InvariantCulture);
    }
}
