namespace Strangler.Postgres.Parity;

/// <summary>A rule with its number and what became of it.</summary>
/// <param name="RemovedBy">Null while it is not removed.</param>
public sealed record StoredRule(
    long Id, NewRule Rule, DateTimeOffset Added, DateTimeOffset? Removed, string? RemovedBy)
{
    public bool IsInForce(DateTimeOffset now) => Removed is null && now < Rule.Expires;
}
