using Strangler.AquaCis.StandIn.Books;

namespace Strangler.AquaCis.StandIn.Answers.Debt;

/// <summary>What a contract owes at the moment it is asked.</summary>
/// <param name="Unpaid">Newest first; a bill that legacy issued twice is in it twice.</param>
internal sealed record DebtState(Contract Contract, Holder Holder, IReadOnlyList<UnpaidInvoice> Unpaid)
{
    public decimal Total => Unpaid.Sum(unpaid => unpaid.Owed);

    /// <summary>The part of <see cref="Total"/> from billing cycles before the contract's newest.</summary>
    public decimal Previous => Unpaid.Where(unpaid => !unpaid.IsNewestCycle).Sum(unpaid => unpaid.Owed);

    /// <summary>Billing cycles with something unpaid.</summary>
    public int Cycles => Unpaid.DistinctBy(unpaid => (unpaid.Invoice.Year, unpaid.Invoice.Period)).Count();

    public int PreviousCycles => Cycles - (Unpaid.Any(unpaid => unpaid.IsNewestCycle) ? 1 : 0);

    public bool IsOverdue => Unpaid.Any(unpaid => unpaid.State == InvoiceStanding.Overdue);

    public string Reference => LegacyBooks.ReferenceOf(Contract.Number);

    /// <param name="today">What falls due before it is overdue.</param>
    public static DebtState Of(Contract contract, LegacyBooks books, DateOnly today)
    {
        IReadOnlyList<Invoice> invoices = books.InvoicesOf(contract);
        (short, byte)? newest = invoices is [Invoice last, ..] ? (last.Year, last.Period) : null;
        return new DebtState(contract, books.HolderOf(contract),
        [
            .. invoices.Select(invoice => new UnpaidInvoice(
                invoice, books.OwedOn(invoice), (invoice.Year, invoice.Period) == newest,
                invoice.Due < today ? InvoiceStanding.Overdue : InvoiceStanding.Pending))
                    .Where(unpaid => unpaid.Owed > 0),
        ]);
    }
}
