using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Rating;

namespace Strangler.Core.Adjustments;

/// <summary>
/// Makes a note of a delta. A note is to the centavo: the invoice's rounding and the remainder it carried stay, for the
/// next bill has taken them up.
/// </summary>
public static class NoteMaker
{
    public static short TypeOf(BillDelta delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return delta.Total < Money.Zero ? DocumentType.CreditNote
            : delta.Total > Money.Zero ? DocumentType.DebitNote : DocumentType.Corrective;
    }

    /// <summary>The difference of two ratings of one bill, its rounding apart.</summary>
    public static BillDelta Between(ReadOnlySpan<PostedLine> before, RatedBill after) => new(
    [
        .. BillDelta.Between(before, after).Lines.Where(line => line.Concept != RatedBill.RoundingConcept),
    ]);

    /// <param name="open">What is left of the invoice: no more can be taken off it, the rest is the customer's.</param>
    /// <param name="accountOf">The account that a concept and part were posted to.</param>
    public static (Money ToReceivable, Money ToOffset, IReadOnlyList<Posting> Postings) Post(
        BillDelta delta, Money open, Func<PostedLine, LedgerAccount> accountOf)
    {
        ArgumentNullException.ThrowIfNull(delta);
        ArgumentNullException.ThrowIfNull(accountOf);
        Money less = Money.Zero - delta.Total;
        Money toOffset = less > open ? less - (open > Money.Zero ? open : Money.Zero) : Money.Zero;
        Money toReceivable = delta.Total + toOffset;
        Dictionary<LedgerAccount, Money> sums = [];
        void Add(LedgerAccount account, Money amount) =>
            sums[account] = sums.GetValueOrDefault(account) + amount;

        Add(LedgerAccount.Receivable, toReceivable);
        Add(LedgerAccount.CustomerToOffset, Money.Zero - toOffset);
        foreach (PostedLine line in delta.Lines)
        {
            Add(accountOf(line), Money.Zero - line.Amount);
            Add(LedgerAccount.TaxPayable, Money.Zero - line.Tax);
        }

        return (toReceivable, toOffset,
            [.. sums.Where(sum => sum.Value != Money.Zero).Select(sum => new Posting(sum.Key, sum.Value))]);
    }
}
