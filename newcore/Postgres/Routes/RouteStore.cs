using System.Data;
using Npgsql;

namespace Strangler.Postgres.Routes;

/// <summary>The routes in the database: every change with who, when, why and a version of its own.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class RouteStore(Database database)
{
    /// <summary>Where every change is announced, its version as the payload, when it is committed.</summary>
    public const string Channel = "strangler_routes";

    /// <summary>Entries of the history read at once.</summary>
    public const int HistoryLimit = 1000;

    private const string ReadRoutes = """
        SELECT service, operation, billing_group, version, changed_at, who, why, mode FROM route
        ORDER BY service, operation, billing_group
        """;

    private const string ReadKills = """
        SELECT service, operation, billing_group, version, changed_at, who, why FROM route_kill
        ORDER BY service, operation, billing_group
        """;

    private const string ReadHistory = """
        SELECT version, changed_at, who, why, position, action, service, operation, billing_group, before_mode,
            after_mode
        FROM route_history
        """;

    public async Task<RouteSnapshot> LoadAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        return await LoadAsync(connection, cancellation);
    }

    /// <summary>On a connection that the caller keeps: routes and kills of one moment.</summary>
    public static async Task<RouteSnapshot> LoadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using NpgsqlTransaction transaction =
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        long version = await VersionAsync(connection, cancellation);
        List<StoredRoute> routes = await ReadAsync(
            connection, ReadRoutes,
            row => new StoredRoute(row.ReadScope(0), row.GetString(7), row.ReadStamp(3)), cancellation);
        List<StoredKill> kills = await ReadAsync(
            connection, ReadKills, row => new StoredKill(row.ReadScope(0), row.ReadStamp(3)), cancellation);
        await transaction.CommitAsync(cancellation);
        return new RouteSnapshot(version, routes, kills);
    }

    /// <summary>On a connection that the caller keeps.</summary>
    public static async Task<long> VersionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new("SELECT version FROM route_state", connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>As they were under a past version, from the history alone; null for one not reached yet.</summary>
    public async Task<RouteSnapshot?> LoadAtAsync(long version, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        if (version < 0 || version > await VersionAsync(connection, cancellation))
        {
            return null;
        }

        List<RouteHistoryEntry> past = await ReadAsync(
            connection, $"{ReadHistory} WHERE version <= $1 ORDER BY version, position", ReadEntry, cancellation,
            command => command.Add(version));
        return RouteHistory.Fold(version, past);
    }

    /// <summary>The newest first.</summary>
    /// <param name="limit">At most <see cref="HistoryLimit"/>.</param>
    public async Task<IReadOnlyList<RouteHistoryEntry>> HistoryAsync(int limit, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        return await ReadAsync(
            connection, $"{ReadHistory} ORDER BY version DESC, position LIMIT $1", ReadEntry, cancellation,
            command => command.Add(Math.Clamp(limit, 1, HistoryLimit)));
    }

    /// <summary>Makes all changes, or none. What is so already is left as it is.</summary>
    public async Task<RouteChangeOutcome> ApplyAsync(RouteChangeSet wanted, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        RouteChangeOutcome outcome = await new RouteWriter(connection).WriteAsync(wanted, cancellation);
        if (outcome is RouteChangeOutcome.Applied { Changed: > 0 })
        {
            await transaction.CommitAsync(cancellation);
        }

        return outcome;
    }

    internal static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation,
        Action<NpgsqlCommand>? fill = null)
    {
        await using NpgsqlCommand command = new(sql, connection);
        fill?.Invoke(command);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static RouteHistoryEntry ReadEntry(NpgsqlDataReader row) => new(
        row.ReadStamp(0), row.GetInt32(4), row.GetString(5), row.ReadScope(6), row.ReadText(9), row.ReadText(10));
}
