namespace Strangler.Core.Ledger;

/// <summary>One account of the chart.</summary>
/// <param name="Id">How the database knows it: never reused.</param>
public sealed record ChartAccount(
    short Id, LedgerAccount Account, string Title, AccountKind Kind, BalancePart Part);
