using System.Globalization;
using Npgsql;

namespace Strangler.Postgres.Routes;

/// <summary>The rows of one change set, written a kind at a time, however many changes there are.</summary>
internal sealed class RouteRows(NpgsqlConnection connection, RouteStamp stamp)
{
    public async Task WriteRoutesAsync(RouteChange[] changes, CancellationToken cancellation)
    {
        RouteChange.Set[] set = [.. changes.OfType<RouteChange.Set>()];
        await ExecuteAsync(
            """
            INSERT INTO route (service, operation, billing_group, mode, version, changed_at, who, why)
            SELECT service, operation, billing_group, mode, $5, $6, $7, $8
            FROM unnest($1, $2, $3, $4) AS wanted (service, operation, billing_group, mode)
            ON CONFLICT (service, operation, billing_group) DO UPDATE SET mode = excluded.mode,
                version = excluded.version, changed_at = excluded.changed_at, who = excluded.who, why = excluded.why
            """,
            [.. set.Select(change => change.Scope)],
            command => AddStamp(command, set.Select(change => change.Mode)), cancellation);
        await ExecuteAsync(
            $"DELETE FROM route USING unnest($1, $2, $3) AS wanted (a, b, c) {WhereWanted("route")}",
            [.. changes.OfType<RouteChange.Remove>().Select(change => change.Scope)], null, cancellation);
    }

    public async Task WriteKillsAsync(RouteChange[] changes, CancellationToken cancellation)
    {
        await ExecuteAsync(
            """
            INSERT INTO route_kill (service, operation, billing_group, version, changed_at, who, why)
            SELECT service, operation, billing_group, $4, $5, $6, $7
            FROM unnest($1, $2, $3) AS wanted (service, operation, billing_group)
            """,
            [.. changes.OfType<RouteChange.Kill>().Select(change => change.Scope)],
            command => AddStamp(command), cancellation);
        await ExecuteAsync(
            $"DELETE FROM route_kill USING unnest($1, $2, $3) AS wanted (a, b, c) {WhereWanted("route_kill")}",
            [.. changes.OfType<RouteChange.Unkill>().Select(change => change.Scope)], null, cancellation);
    }

    public Task WriteHistoryAsync(
        RouteChange[] changes, Dictionary<RouteScope, string> before, CancellationToken cancellation) =>
        ExecuteAsync(
            """
            INSERT INTO route_history (service, operation, billing_group, action, before_mode, after_mode, position,
                version, changed_at, who, why)
            SELECT service, operation, billing_group, action, before_mode, after_mode, place - 1, $7, $8, $9, $10
            FROM unnest($1, $2, $3, $4, $5, $6) WITH ORDINALITY
                AS made (service, operation, billing_group, action, before_mode, after_mode, place)
            """,
            [.. changes.Select(change => change.Scope)],
            command =>
            {
                command.AddTexts(changes.Select(change => change.Action));
                command.AddTexts(changes.Select(
                    change => change.IsOfKill ? null : before.GetValueOrDefault(change.Scope)));
                AddStamp(command, changes.Select(change => (change as RouteChange.Set)?.Mode));
            },
            cancellation);

    public async Task NotifyAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new("SELECT pg_notify($1, $2)", connection);
        command.Add(RouteStore.Channel);
        command.Add(stamp.Version.ToString(CultureInfo.InvariantCulture));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private void AddStamp(NpgsqlCommand command, IEnumerable<string?>? modes = null)
    {
        if (modes is not null)
        {
            command.AddTexts(modes);
        }

        command.Add(stamp.Version);
        command.Add(stamp.At);
        command.Add(stamp.Who);
        command.Add(stamp.Why);
    }

    private static string WhereWanted(string table) =>
        $"WHERE {table}.service = wanted.a AND {table}.operation = wanted.b AND {table}.billing_group = wanted.c";

    private async Task ExecuteAsync(
        string sql, IReadOnlyCollection<RouteScope> scopes, Action<NpgsqlCommand>? fill,
        CancellationToken cancellation)
    {
        if (scopes.Count == 0)
        {
            return;
        }

        await using NpgsqlCommand command = new(sql, connection);
        command.AddScopes(scopes);
        fill?.Invoke(command);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
