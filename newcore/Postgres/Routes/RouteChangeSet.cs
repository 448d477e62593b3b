namespace Strangler.Postgres.Routes;

/// <summary>Changes that are made together or not at all.</summary>
/// <param name="ExpectedVersion">
/// Refused where the routes have moved on from it; null to change them as they are.
/// </param>
public sealed record RouteChangeSet(
    IReadOnlyList<RouteChange> Changes, string Who, string Why, long? ExpectedVersion = null)
{
    public const int ChangeLimit = 20_000;
    public const int WhoLimit = 100;
    public const int WhyLimit = 500;
}
