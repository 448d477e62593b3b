namespace Strangler.Core.Ledger;

/// <summary>What became of a draft.</summary>
public abstract record LedgerOutcome
{
    private LedgerOutcome()
    {
    }

    public sealed record Posted(LedgerEntry Entry) : LedgerOutcome;

    /// <summary>The same had been posted under this key before: nothing was done.</summary>
    /// <param name="Entry">The first.</param>
    public sealed record Repeated(LedgerEntry Entry) : LedgerOutcome;

    /// <param name="Detail">For an operator; without personal data.</param>
    public sealed record Refused(LedgerRefusal Reason, string Detail) : LedgerOutcome;
}
