namespace Strangler.Postgres.Routes;

/// <summary>Which change made something what it is.</summary>
/// <param name="At">By the database's clock.</param>
public sealed record RouteStamp(long Version, DateTimeOffset At, string Who, string Why);
