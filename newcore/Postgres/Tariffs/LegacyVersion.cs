namespace Strangler.Postgres.Tariffs;

/// <param name="Until">The last day, inclusive; null while it has no end.</param>
public sealed record LegacyVersion(LegacyChargeKey Key, DateOnly Since, DateOnly? Until)
{
    public bool Holds(DateOnly day) => Since <= day && (Until is not { } end || day <= end);
}
