namespace Strangler.Postgres.Ledger;

/// <summary>How much was looked at, and how much was found.</summary>
public sealed record LedgerAuditResult(long Streams, long Entries, long Findings);
