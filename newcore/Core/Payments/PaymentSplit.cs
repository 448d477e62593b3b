using Strangler.Core.Billing;
using Strangler.Core.Identity;

namespace Strangler.Core.Payments;

/// <summary>Where a payment goes.</summary>
/// <param name="Amount">All of it.</param>
/// <param name="Invoices">To imported invoices, the older first.</param>
/// <param name="Documents">To documents of our own.</param>
/// <param name="Credit">What is over: the customer's.</param>
public sealed record PaymentSplit(
    Money Amount, IReadOnlyList<OwedInvoice> Invoices, IReadOnlyList<OpenAmount> Documents, Money Credit)
{
    /// <summary>All of it is kept blocked, for the contract is on hold.</summary>
    public bool IsHeld { get; private init; }

    /// <summary>What is taken off the debt.</summary>
    public Money Settled => Amount - Credit;

    /// <summary>The same money, settling nothing.</summary>
    public PaymentSplit Held() => new(Amount, [], [], Amount) { IsHeld = true };

    /// <summary>What it settles of native documents: those of our own, and opening ones of imported invoices.</summary>
    public IEnumerable<(DocumentKey Document, Money Amount)> ByDocument =>
    [
        .. Invoices.Where(one => one.Document is not null).Select(one => (one.Document!.Value, one.Amount)),
        .. Documents.Select(one => (one.Document, one.Owed)),
    ];

    /// <summary>
    /// Imported invoices come first, oldest first, for they are all older than our own documents; then those, in the
    /// order of <see cref="PaymentOrder"/>. What is over is credit. Null where nothing is owed: then nothing is taken,
    /// but all is credit where the money is here already.
    /// </summary>
    /// <param name="amount">Above zero; null pays everything.</param>
    /// <param name="invoices">Oldest first; without those that are settled.</param>
    public static PaymentSplit? Of(
        NewPayment payment, IReadOnlyList<OwedInvoice> invoices, IReadOnlyList<OpenAmount> documents)
    {
        if (payment is { IsHere: true, Amount: { } here } && invoices.Count == 0 && documents.Count == 0)
        {
            return new PaymentSplit(here, [], [], here);
        }

        if (payment.First is not { } first)
        {
            return Of(payment.Amount, invoices, documents);
        }

        OpenAmount[] named = [.. documents.Where(one => one.Document == first)];
        OwedInvoice[] opening = [.. invoices.Where(one => one.Document == first)];
        return named.Length == 0
            ? Of(payment.Amount, [.. opening, .. invoices.Except(opening)], documents)
            : Named(payment.Amount, named, invoices, [.. documents.Except(named)]);
    }

    /// <summary>The named document first, then the others as usual.</summary>
    private static PaymentSplit? Named(
        Money? amount, OpenAmount[] named, IReadOnlyList<OwedInvoice> invoices, IReadOnlyList<OpenAmount> others)
    {
        (IReadOnlyList<OpenAmount> settled, Money left) =
            PaymentOrder.Apply(amount ?? named.Aggregate(Money.Zero, (sum, one) => sum + one.Owed), named);
        if (amount is not null && left == Money.Zero)
        {
            return new PaymentSplit(amount.Value, [], settled, Money.Zero);
        }

        PaymentSplit? rest = Of(amount is null ? null : left, invoices, others);
        Money first = settled.Aggregate(Money.Zero, (sum, one) => sum + one.Owed);
        return rest is null
            ? new PaymentSplit(first + left, [], settled, left)
            : rest with { Amount = first + rest.Amount, Documents = [.. settled, .. rest.Documents] };
    }

    private static PaymentSplit? Of(
        Money? amount, IReadOnlyList<OwedInvoice> invoices, IReadOnlyList<OpenAmount> documents)
    {
        Money owed = new(checked(
            invoices.Sum(one => one.Amount.Centavos) + documents.Sum(one => one.Owed.Centavos)));
        if (owed <= Money.Zero)
        {
            return null;
        }

        Money left = amount ?? owed;
        List<OwedInvoice> parts = [];
        foreach (OwedInvoice invoice in invoices)
        {
            if (left <= Money.Zero)
            {
                break;
            }

            Money part = left < invoice.Amount ? left : invoice.Amount;
            parts.Add(invoice with { Amount = part });
            left -= part;
        }

        (IReadOnlyList<OpenAmount> settled, Money over) = PaymentOrder.Apply(left, documents);
        return new PaymentSplit(amount ?? owed, parts, settled, over);
    }
}
