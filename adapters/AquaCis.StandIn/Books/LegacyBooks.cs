using Strangler.AquaCis.Extract;
using Strangler.AquaCis.StandIn.Storage;

namespace Strangler.AquaCis.StandIn.Books;

/// <summary>
/// What the stand-in knows: an extract as loaded, and what has been paid since. Reads are safe from any thread. It
/// holds 400,000 contracts: what grows with every period lies in compact rows, and the records are made when asked
/// for.
/// </summary>
internal sealed class LegacyBooks : IDisposable
{
    private readonly ReferenceTables _tables;
    private readonly HolderShelf _holders;
    private readonly ServicePointShelf _points;
    private readonly ContractShelf _contracts;
    private readonly ReadingShelf _readings;
    private readonly InvoiceShelf _invoices;
    private readonly PaymentShelf _payments;
    private readonly LineShelf _lines;
    private readonly Till _till;

    private LegacyBooks(
        ReferenceTables tables, HolderShelf holders, ServicePointShelf points, ContractShelf contracts,
            ReadingShelf readings,
        InvoiceShelf invoices, PaymentShelf payments, LineShelf lines)
    {
        (_tables, _holders, _points, _contracts) = (tables, holders, points, contracts);
        (_readings, _invoices, _payments, _lines) = (readings, invoices, payments, lines);
        _till = new Till(invoices, payments.LastId);
    }

    public IReadOnlyDictionary<short, string> ServiceAreas => _tables.ServiceAreas;

    public IReadOnlyList<BillingZone> Zones => _tables.Zones;

    public IReadOnlyList<Concept> Concepts => _tables.Concepts;

    public IReadOnlyDictionary<int, TariffType> TariffTypes => _tables.TariffTypes;

    public IReadOnlyList<TariffVersion> TariffVersions => _tables.TariffVersions;

    public int ContractCount => _contracts.Count;

    public int InvoiceCount => _invoices.Count;

    /// <summary>Every holder, in order of person id; take a page.</summary>
    public IEnumerable<Holder> Holders => _holders.InPersonOrder;

    /// <summary>Loads a whole extract. The line table stays open until the books are disposed.</summary>
    /// <param name="directory">Of the extract.</param>
    /// <param name="progress">Told how far it is, from several threads; may be null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ExtractException">
    /// A table is missing or wrong; the message names file, line and reason.
    /// </exception>
    public static async Task<LegacyBooks> LoadAsync(
        string directory, Action<string>? progress, CancellationToken cancellation)
    {
        ExtractFolder extract = new(directory, progress ?? (static _ => { }), cancellation);
        ReferenceTables tables = ReferenceTables.Load(extract);
        HolderShelf holders = HolderShelf.Load(extract);
        ServicePointShelf points = ServicePointShelf.Load(extract);
        ContractShelf contracts = ContractShelf.Load(extract, holders, points);

        // Readings on one core, money on the other: each is about half of an extract.
        Task<ReadingShelf> reading = Task.Run(() => ReadingShelf.Load(extract, points), cancellation);
        InvoiceShelf invoices = InvoiceShelf.Load(extract, contracts);
        PaymentShelf payments = PaymentShelf.Load(extract, invoices);
        LineShelf lines = LineShelf.Load(extract, invoices);
        return new LegacyBooks(tables, holders, points, contracts, await reading, invoices, payments, lines);
    }

    public Contract? FindContract(long number) =>
        number is >= 0 and <= int.MaxValue && _contracts.RowOf((int)number) is var row and >= 0
            ? _contracts[row] : null;

    /// <summary>
    /// In contract number order; one public tax id stands on most household contracts, so take a page.
    /// </summary>
    public IEnumerable<Contract> ContractsOf(string taxId) => _contracts.Of(taxId);

    /// <summary>The contract served at a service point, or null.</summary>
    public Contract? ContractAt(int servicePoint) => _points.ContractAt(servicePoint);

    public Holder HolderOf(Contract contract) => _holders.Of(contract.Client);

    public Meter? FindMeter(string serialNumber) => _points.FindMeter(serialNumber);

    /// <summary>Oldest first; the last one without a removal date is the one in use.</summary>
    public IReadOnlyList<Meter> MetersAt(int servicePoint) => _points.MetersAt(servicePoint);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Reading> ReadingsOf(Contract contract) => _readings.Of(contract);

    public Invoice? FindInvoice(string number) => _invoices.Find(number);

    public Invoice? FindInvoice(int id) => _invoices.Find(id);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Invoice> InvoicesOf(Contract contract) => [.. _invoices.Of(contract.Number)];

    public IReadOnlyList<InvoiceLine> LinesOf(Invoice invoice) => _lines.Of(invoice.Id);

    /// <summary>Those of the extract and those taken since.</summary>
    public IReadOnlyList<Payment> PaymentsOf(Invoice invoice) => [.. _payments.Of(invoice.Id), .. _till.On(invoice.Id)];

    /// <summary>Pesos still owed on an invoice; never below zero.</summary>
    public decimal OwedOn(Invoice invoice) =>
        Centavos.ToPesos(Math.Max(0, _invoices.OwedOn(_invoices.RowOf(invoice.Id))));

    /// <summary>Unpaid invoices, oldest first.</summary>
    public IReadOnlyList<Invoice> UnpaidOf(Contract contract) =>
        [.. _invoices.Of(contract.Number).Where(invoice => OwedOn(invoice) > 0).Reverse()];

    /// <summary>Pesos paid beyond the debt since the stand-in started.</summary>
    public decimal CreditOf(Contract contract) => _till.CreditOf(contract.Number);

    /// <summary>variable 102: the rounding carried to the next bill, pesos; null where none is kept.</summary>
    public decimal? CarriedRounding(Contract contract) => _contracts.CarriedRounding(contract.Number);

    /// <summary>
    /// Takes a payment against the oldest debt first; false when the contract owes nothing. What is paid beyond the
    /// debt is kept as credit. The same ticket for the same contract is posted once: repeated, it is true and changes
    /// nothing.
    /// </summary>
    /// <param name="amount">Pesos, above zero, in whole centavos; null pays everything.</param>
    /// <param name="ticket">The collector's number of the payment, which names it together with the reference.</param>
    public bool Pay(
        Contract contract, decimal? amount, char channel, short form, DateOnly day, string? ticket = null)
    {
        long? centavos = amount is { } pesos
            ? Centavos.FromPesos(pesos) is { } whole and > 0
                ? whole
                : throw new ArgumentOutOfRangeException(nameof(amount), "Not an amount that can be paid.")
            : null;
        Payment pattern = new(0, channel, form, 0, day, ReferenceOf(contract.Number), 0);
        int[] oldestFirst = [.. _invoices.Of(contract.Number).Reverse().Select(invoice => _invoices.RowOf(invoice.Id))];
        return _till.Take(contract.Number, oldestFirst, pattern, centavos, ticket);
    }

    /// <summary>The payment reference of a contract: 01, the number in 8 digits, its Luhn digit.</summary>
    public static string ReferenceOf(int contract) => PaymentReference.Of(contract);

    /// <summary>
    /// The contract a reference names, or null where it is no reference of ours or its digit is wrong.
    /// </summary>
    public Contract? FindByReference(string reference) =>
        PaymentReference.ContractIn(reference) is { } number ? FindContract(number) : null;

    public void Dispose() => _lines.Dispose();
}
