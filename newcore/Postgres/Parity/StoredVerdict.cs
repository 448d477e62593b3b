namespace Strangler.Postgres.Parity;

/// <summary>A kept verdict with its number.</summary>
public sealed record StoredVerdict(long Id, VerdictRecord Verdict);
