namespace Strangler.Postgres.Routes;

/// <summary>All routes and kills as of one version.</summary>
public sealed record RouteSnapshot(long Version, IReadOnlyList<StoredRoute> Routes, IReadOnlyList<StoredKill> Kills)
{
    public static RouteSnapshot Empty { get; } = new(0, [], []);
}
