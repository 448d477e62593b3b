using Strangler.Core.Ledger;

namespace Strangler.Core.Prepaid;

/// <summary>What a month's segments have posted so far.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Through">The last day charged; null before the first segment.</param>
/// <param name="Postings">All segments' together, by account.</param>
/// <param name="Revision">How many corrections there were after the last day was charged.</param>
/// <param name="CarriedOut">The rounding remainder for the next month, in pesos.</param>
public sealed record MonthCharged(
    DateOnly Month, DateOnly? Through, IReadOnlyList<Posting> Postings, int Revision, decimal CarriedOut)
{
    public DateOnly LastDay => Month.AddMonths(1).AddDays(-1);

    public static MonthCharged Empty(DateOnly month) => new(month, null, [], 0, 0);
}
