namespace Strangler.Postgres.Billing;

/// <param name="RemovedBy">Null while nobody removed it.</param>
public sealed record StoredExplanation(
    long Id, NewExplanation Explanation, DateTimeOffset Added, DateTimeOffset? Removed, string? RemovedBy)
{
    public bool IsInForce(DateTimeOffset now) => Removed is null && Explanation.Expires > now;
}
