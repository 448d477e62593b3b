using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Routing;

/// <summary>Where changes to the routes are asked for, by the command line and over HTTP.</summary>
public sealed class RouteDesk(RouteStore store, OperationModes modes)
{
    /// <exception cref="Npgsql.NpgsqlException">The database cannot be reached; nothing was changed.</exception>
    public async Task<RouteOrderOutcome> ApplyAsync(RouteOrder order, CancellationToken cancellation)
    {
        IReadOnlyList<UnderstoodChange> changes =
            RouteOrderReader.Read(order, modes, out IReadOnlyList<string> reasons);
        if (reasons.Count > 0)
        {
            return new RouteOrderOutcome(new RouteChangeOutcome.Refused(reasons), []);
        }

        RouteChangeOutcome result = await store.ApplyAsync(
            new RouteChangeSet(
                [.. changes.Select(change => change.Change)], order.Who!.Trim(), order.Why!.Trim(),
                order.ExpectedVersion),
            cancellation);
        return new RouteOrderOutcome(result, changes);
    }
}
