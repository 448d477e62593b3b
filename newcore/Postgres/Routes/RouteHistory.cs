namespace Strangler.Postgres.Routes;

/// <summary>Folds what happened into what was.</summary>
internal static class RouteHistory
{
    /// <param name="past">Oldest first.</param>
    public static RouteSnapshot Fold(long version, IEnumerable<RouteHistoryEntry> past)
    {
        Dictionary<RouteScope, StoredRoute> routes = [];
        Dictionary<RouteScope, StoredKill> kills = [];
        foreach (RouteHistoryEntry entry in past)
        {
            switch (entry.Action)
            {
                case "set":
                    routes[entry.Scope] = new StoredRoute(entry.Scope, entry.After!, entry.Stamp);
                    break;
                case "remove":
                    routes.Remove(entry.Scope);
                    break;
                case "kill":
                    kills[entry.Scope] = new StoredKill(entry.Scope, entry.Stamp);
                    break;
                case "unkill":
                    kills.Remove(entry.Scope);
                    break;
                default:
                    throw new InvalidOperationException($"The history has an unknown action, {entry.Action}.");
            }
        }

        return new RouteSnapshot(version, [.. routes.Values], [.. kills.Values]);
    }
}
