using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Core.Cutover;

/// <summary>Receivable against opening balance, and what is held for the customer likewise.</summary>
public static class OpeningPostings
{
    /// <param name="debt">By how much the debt brought over changes.</param>
    /// <param name="credit">By how much what is held for the customer changes.</param>
    /// <returns>Empty where neither does.</returns>
    public static Posting[] Of(Money debt, Money credit)
    {
        Posting[] postings =
        [
            new(LedgerAccount.Receivable, debt), new(LedgerAccount.CustomerToOffset, Money.Zero - credit),
            new(LedgerAccount.Opening, credit - debt),
        ];
        return [.. postings.Where(posting => posting.Amount != Money.Zero)];
    }
}
