namespace Strangler.AquaCis.StandIn.Books;

/// <summary>
/// What the stand-in knows: an extract as loaded, and what has been paid since. Reads are safe from any thread. It holds
/// 400,000 contracts in compact arrays; the records are made when asked for.
/// </summary>
internal sealed class LegacyBooks
{
    public IReadOnlyDictionary<short, string> ServiceAreas => throw new NotImplementedException();

    public IReadOnlyList<BillingZone> Zones => throw new NotImplementedException();

    public IReadOnlyList<Concept> Concepts => throw new NotImplementedException();

    public IReadOnlyDictionary<int, TariffType> TariffTypes => throw new NotImplementedException();

    public IReadOnlyList<TariffVersion> TariffVersions => throw new NotImplementedException();

    public Contract? FindContract(long number) => throw new NotImplementedException();

    /// <summary>In contract number order; one public tax id stands on most household contracts, so take a page.</summary>
    public IEnumerable<Contract> ContractsOf(string taxId) => throw new NotImplementedException();

    /// <summary>The contract served at a service point, or null.</summary>
    public Contract? ContractAt(int servicePoint) => throw new NotImplementedException();

    public Holder HolderOf(Contract contract) => throw new NotImplementedException();

    /// <summary>Every holder, in order of person id; take a page.</summary>
    public IEnumerable<Holder> Holders => throw new NotImplementedException();

    public Meter? FindMeter(string serialNumber) => throw new NotImplementedException();

    /// <summary>Oldest first; the last one without a removal date is the one in use.</summary>
    public IReadOnlyList<Meter> MetersAt(int servicePoint) => throw new NotImplementedException();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Reading> ReadingsOf(Contract contract) => throw new NotImplementedException();

    public Invoice? FindInvoice(string number) => throw new NotImplementedException();

    public Invoice? FindInvoice(int id) => throw new NotImplementedException();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Invoice> InvoicesOf(Contract contract) => throw new NotImplementedException();

    public IReadOnlyList<InvoiceLine> LinesOf(Invoice invoice) => throw new NotImplementedException();

    /// <summary>Those of the extract and those taken since.</summary>
    public IReadOnlyList<Payment> PaymentsOf(Invoice invoice) => throw new NotImplementedException();

    /// <summary>Pesos still owed on an invoice; never below zero.</summary>
    public decimal OwedOn(Invoice invoice) => throw new NotImplementedException();

    /// <summary>Unpaid invoices, oldest first.</summary>
    public IReadOnlyList<Invoice> UnpaidOf(Contract contract) => throw new NotImplementedException();

    /// <summary>variable 102: the rounding carried to the next bill, pesos; null where none is kept.</summary>
    public decimal? CarriedRounding(Contract contract) => throw new NotImplementedException();

    /// <summary>Takes a payment against the oldest debt first; false when the contract owes nothing.</summary>
    /// <param name="amount">Pesos; null pays everything.</param>
    public bool Pay(Contract contract, decimal? amount, char channel, short form, DateOnly day) =>
        throw new NotImplementedException();

    /// <summary>The payment reference of a contract: 01, the number in 8 digits, its Luhn digit.</summary>
    public static string ReferenceOf(int contract) => throw new NotImplementedException();

    /// <summary>The contract a reference names, or null where it is no reference of ours or its digit is wrong.</summary>
    public Contract? FindByReference(string reference) => throw new NotImplementedException();
}
