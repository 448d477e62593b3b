using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Postgres.Ledger;

/// <summary>What was posted to one account.</summary>
public sealed record TrialBalanceLine(LedgerAccount Account, string Title, Money Debit, Money Credit)
{
    /// <summary>Positive: debit.</summary>
    public Money Balance => Debit - Credit;
}
