using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Core.Adjustments;

/// <summary>
/// What a dispute posts: the amount is held for the customer, blocked, against an account of disputes, and is no longer
/// asked for. The debt itself stays until it is decided.
/// </summary>
public static class DisputeEntries
{
    public static readonly LedgerAccount Disputed = new("disputed");

    public static (Posting[] Postings, Money CurrentChange) Open(Money amount) => (
        [new(Disputed, amount), new(LedgerAccount.CustomerBlocked, Money.Zero - amount)], Money.Zero - amount);

    public static (Posting[] Postings, Money CurrentChange) Release(Money amount) => (
        [new(Disputed, Money.Zero - amount), new(LedgerAccount.CustomerBlocked, amount)], amount);
}
