using Strangler.AquaCis.Extract;
using Strangler.AquaCis.StandIn.Storage;

namespace Strangler.AquaCis.StandIn.Books;

/// <summary>Every invoice, each in a row; what is owed on it changes, nothing else.</summary>
internal sealed class InvoiceShelf
{
    private readonly RowStore<Row> _rows = new();
    private readonly TextStore _numbers = new();
    private readonly ContractShelf _contracts;
    private readonly Chains _chains;
    private SortedIndex _byId = SortedIndex.Over(0, row => row);
    private SortedIndex _byNumber = SortedIndex.Over(0, row => row);

    private InvoiceShelf(ContractShelf contracts) => (_contracts, _chains) = (contracts, new Chains(contracts.Count));

    public int Count => _rows.Count;

    public Invoice? Find(int id) => RowOf(id) is var row and >= 0 ? ToInvoice(row) : null;

    /// <summary>Blanks around a number do not count: legacy keeps 18 characters.</summary>
    public Invoice? Find(string number)
    {
        string wanted = number.Trim();
        foreach (int row in _byNumber.Find(TextStore.Hash(wanted)))
        {
            if (_numbers.Get(_rows[row].Number) == wanted)
            {
                return ToInvoice(row);
            }
        }

        return null;
    }

    /// <summary>Newest first.</summary>
    public IEnumerable<Invoice> Of(int contract) => _contracts.RowOf(contract) is var owner and >= 0
        ? _chains.Of(owner).Select(ToInvoice).OrderByDescending(invoice => invoice.Issued)
            .ThenByDescending(invoice => invoice.Id)
        : [];

    /// <summary>The row of an invoice, or -1.</summary>
    public int RowOf(int id) => _byId.FindOne(id);

    public int IdOf(int row) => _rows[row].Id;

    /// <summary>Centavos still owed; below zero when too much has been paid.</summary>
    public long OwedOn(int row) => Interlocked.Read(ref _rows[row].Owed);

    public void Settle(int row, long centavos) => Interlocked.Add(ref _rows[row].Owed, -centavos);

    public static InvoiceShelf Load(ExtractFolder extract, ContractShelf contracts)
    {
        Dictionary<int, Run> runs = [];
        extract.Each("facturacio", row =>
            runs[row.Int("ftoid")] = new Run(row.Short("ftoanno"), row.Byte("ftopernum")));
        InvoiceShelf shelf = new(contracts);
        extract.Each("factura", row => shelf.Add(row, runs));
        shelf._byId = SortedIndex.Over(shelf.Count, row => shelf._rows[row].Id);
        if (shelf._byId.HasTwins)
        {
            throw new ExtractException("factura.csv: two invoices have the same facid.");
        }

        shelf._byNumber = SortedIndex.Over(shelf.Count, row => shelf._numbers.HashAt(shelf._rows[row].Number));
        return shelf;
    }

    private void Add(ExtractTable row, Dictionary<int, Run> runs)
    {
        int owner = _contracts.RowOf(row.Int("faccnttnum"));
        if (owner < 0)
        {
            throw row.Refuse("faccnttnum", "names no contract in contrato.csv");
        }

        if (!runs.TryGetValue(row.Int("facftoid"), out Run run))
        {
            throw row.Refuse("facftoid", "names no billing run in facturacio.csv");
        }

        string number = row.Text("facnumfac").Trim();
        if (number.Length > 18)
        {
            throw row.Refuse("facnumfac", "has more than 18 characters");
        }

        long amount = Centavos.Read(row, "facimporte");
        _rows.Add(new Row(
            row.Int("facid"), _numbers.Add(number), owner, run, row.Short("facexpid"), row.Date("facfecfact"),
            row.Date("facfecvto"), amount, Centavos.Read(row, "facimpuest"))
        { Owed = amount });
        _chains.Add(owner);
    }

    private Invoice ToInvoice(int number)
    {
        ref Row row = ref _rows[number];
        return new Invoice(
            row.Id, _numbers.Get(row.Number), _contracts[row.Contract].Number, row.ServiceArea, row.Run.Year,
                row.Run.Period,
            row.Issued, row.Due, Centavos.ToPesos(row.Amount), Centavos.ToPesos(row.Tax));
    }

    private readonly record struct Run(short Year, byte Period);

    /// <param name="Number">Where its text is kept.</param>
    /// <param name="Contract">The contract's row.</param>
    private record struct Row(
        int Id, int Number, int Contract, Run Run, short ServiceArea, DateOnly Issued, DateOnly Due, long Amount,
            long Tax)
    {
        /// <summary>Centavos. A field, for it is read and changed from many threads.</summary>
        public long Owed;
    }
}
