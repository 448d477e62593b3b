using Npgsql;
using Strangler.Core.Identity;
using Strangler.Postgres.Cutover;

namespace Strangler.Postgres.Routes;

/// <summary>Writes one change set within the caller's transaction; writers follow one another.</summary>
internal sealed class RouteWriter(NpgsqlConnection connection)
{
    /// <summary>Reasons told at once.</summary>
    private const int ReasonLimit = 100;

    private const string ByScope =
        "JOIN unnest($1, $2, $3) AS wanted (service, operation, billing_group) "
        + "USING (service, operation, billing_group)";

    public async Task<RouteChangeOutcome> WriteAsync(RouteChangeSet wanted, CancellationToken cancellation)
    {
        long current = await LockAsync(cancellation);
        if (wanted.ExpectedVersion is { } expected && expected != current)
        {
            return new RouteChangeOutcome.Conflict(expected, current);
        }

        Dictionary<RouteScope, string> modes = await ReadModesAsync(wanted, cancellation);
        HashSet<RouteScope> kills = await ReadKillsAsync(wanted, cancellation);
        if (NamedTwice(wanted).ToList() is { Count: > 0 } twice)
        {
            return new RouteChangeOutcome.Refused(twice);
        }

        if (Missing(wanted, modes, kills).Take(ReasonLimit).ToList() is { Count: > 0 } missing)
        {
            return new RouteChangeOutcome.NotThere(missing);
        }

        RouteChange[] effective = [.. wanted.Changes.Where(change => !IsSoAlready(change, modes, kills))];
        if (effective.Length == 0)
        {
            return new RouteChangeOutcome.Applied(current, 0);
        }

        if (await NotCutOverAsync(effective, wanted, cancellation) is { Count: > 0 } reasons)
        {
            return new RouteChangeOutcome.Refused(reasons);
        }

        RouteStamp stamp = await NextVersionAsync(wanted, cancellation);
        RouteRows rows = new(connection, stamp);
        await rows.WriteRoutesAsync(effective, cancellation);
        await rows.WriteKillsAsync(effective, cancellation);
        await rows.WriteHistoryAsync(effective, modes, cancellation);
        await rows.NotifyAsync(cancellation);
        return new RouteChangeOutcome.Applied(stamp.Version, effective.Length);
    }

    private async Task<long> LockAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new("SELECT version FROM route_state FOR UPDATE", connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<Dictionary<RouteScope, string>> ReadModesAsync(
        RouteChangeSet wanted, CancellationToken cancellation)
    {
        List<KeyValuePair<RouteScope, string>> found = await RouteStore.ReadAsync(
            connection, $"SELECT service, operation, billing_group, mode FROM route {ByScope}",
            row => KeyValuePair.Create(row.ReadScope(0), row.GetString(3)), cancellation,
            command => command.AddScopes([.. wanted.Changes.Select(change => change.Scope).Distinct()]));
        return new Dictionary<RouteScope, string>(found);
    }

    private async Task<HashSet<RouteScope>> ReadKillsAsync(RouteChangeSet wanted, CancellationToken cancellation) =>
    [
        .. await RouteStore.ReadAsync(
            connection, $"SELECT service, operation, billing_group FROM route_kill {ByScope}",
            row => row.ReadScope(0), cancellation,
            command => command.AddScopes([.. wanted.Changes.Select(change => change.Scope).Distinct()])),
    ];

    private async Task<List<string>> NotCutOverAsync(
        RouteChange[] effective, RouteChangeSet wanted, CancellationToken cancellation)
    {
        List<string> reasons = [];
        foreach (BillingGroup? group in effective.OfType<RouteChange.Set>().Where(set => set.MovesMoney)
            .Select(set => set.Scope.Group).Distinct())
        {
            reasons.AddRange(await CutoverEntry.EnterAsync(
                connection, group, null, wanted.Who, wanted.Why, cancellation));
        }

        return reasons.Count <= ReasonLimit ? reasons : reasons[..ReasonLimit];
    }

    private static IEnumerable<string> NamedTwice(RouteChangeSet wanted) => wanted.Changes
        .GroupBy(change => (change.Scope, change.IsOfKill))
        .Where(group => group.Count() > 1)
        .Select(group => $"{group.Key.Scope} is named {group.Count()} times.")
        .Take(ReasonLimit);

    private static IEnumerable<string> Missing(
        RouteChangeSet wanted, Dictionary<RouteScope, string> modes, HashSet<RouteScope> kills)
    {
        foreach (RouteChange change in wanted.Changes)
        {
            if (change is RouteChange.Remove && !modes.ContainsKey(change.Scope))
            {
                yield return $"There is no route for {change.Scope} to remove.";
            }
            else if (change is RouteChange.Unkill && !kills.Contains(change.Scope))
            {
                yield return $"There is no kill of {change.Scope} to lift.";
            }
        }
    }

    private static bool IsSoAlready(
        RouteChange change, Dictionary<RouteScope, string> modes, HashSet<RouteScope> kills) => change switch
        {
            RouteChange.Set set => modes.GetValueOrDefault(set.Scope) == set.Mode,
            RouteChange.Kill => kills.Contains(change.Scope),
            _ => false,
        };

    private async Task<RouteStamp> NextVersionAsync(RouteChangeSet wanted, CancellationToken cancellation)
    {
        // Not now(): that is when the transaction began, perhaps before it waited for another writer.
        const string Next =
            "UPDATE route_state SET version = version + 1, changed_at = clock_timestamp() "
            + "RETURNING version, changed_at";
        List<RouteStamp> stamps = await RouteStore.ReadAsync(
            connection, Next,
            row => new RouteStamp(
                row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), wanted.Who, wanted.Why),
            cancellation);
        return stamps.Single();
    }
}
