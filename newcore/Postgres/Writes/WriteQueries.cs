using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Writes;

/// <summary>Looking at writes, and deciding what nobody else can.</summary>
public sealed class WriteQueries(Database database)
{
    public const int ListLimit = 1_000;

    private const string Columns = """
        id, operation, owner, route_version, billing_group, contract, amount, state, reason, attempt, received_at,
        dispatched_at, ended_at, done, current, resolved_by, resolved_why
        """;

    private const string ResolveSql = """
        UPDATE write_record SET state = CASE WHEN $2 THEN 'answered' ELSE 'failed' END, done = $2, status = 200,
            content_type = $3, answer = CASE WHEN $2 THEN $4::bytea END, repeats_until = NULL,
            ended_at = clock_timestamp(), resolved_by = $5, resolved_why = $6, attempt = attempt + 1,
            paying_contract = NULL
        WHERE id = $1 AND state = 'unknown'
        """;

    private const string FreeSql = """
        UPDATE write_record SET current = false, resolved_by = $2, resolved_why = $3
        WHERE id = $1 AND current AND (state = 'failed' OR (state = 'answered' AND done IS NOT true))
        """;

    private const string OlderSql = """
        SELECT count(*) FROM write_record WHERE state IN ('received', 'dispatched') AND route_version < $1
        """;

    /// <summary>Newest first.</summary>
    /// <param name="state">Null for all.</param>
    public async Task<IReadOnlyList<WriteLine>> ListAsync(string? state, int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            $"SELECT {Columns} FROM write_record WHERE $1::text IS NULL OR state = $1 ORDER BY id DESC LIMIT $2");
        WriteParameters.Add(command, state, NpgsqlDbType.Text);
        WriteParameters.Add(command, Math.Clamp(limit, 1, ListLimit), NpgsqlDbType.Integer);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<WriteLine> lines = [];
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(LineIn(reader));
        }

        return lines;
    }

    public async Task<WriteLine?> FindAsync(long id, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command($"SELECT {Columns} FROM write_record WHERE id = $1");
        WriteParameters.Add(command, id, NpgsqlDbType.Bigint);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? LineIn(reader) : null;
    }

    /// <summary>Says of an unknown write whether it was done; its owner stays the same.</summary>
    /// <param name="answer">What its next try is told, where it was done.</param>
    /// <returns>False where it is not unknown any more.</returns>
    public async Task<bool> ResolveAsync(
        long id, bool done, KeptAnswer answer, string who, string why, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ResolveSql);
        WriteParameters.Add(command, id, NpgsqlDbType.Bigint);
        WriteParameters.Add(command, done, NpgsqlDbType.Boolean);
        WriteParameters.Add(command, answer.ContentType, NpgsqlDbType.Text);
        WriteParameters.Add(command, answer.Body, NpgsqlDbType.Bytea);
        WriteParameters.Add(command, who, NpgsqlDbType.Text);
        WriteParameters.Add(command, why, NpgsqlDbType.Text);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>Frees the names of a write that was not done: the same request is planned anew.</summary>
    /// <returns>False where it was done, or is not known to have not been.</returns>
    public async Task<bool> FreeAsync(long id, string who, string why, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(FreeSql);
        WriteParameters.Add(command, id, NpgsqlDbType.Bigint);
        WriteParameters.Add(command, who, NpgsqlDbType.Text);
        WriteParameters.Add(command, why, NpgsqlDbType.Text);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>Writes under way that were planned before a version of the routes.</summary>
    public async Task<long> OlderThanAsync(long routeVersion, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(OlderSql);
        WriteParameters.Add(command, routeVersion, NpgsqlDbType.Bigint);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }

    private static WriteLine LineIn(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), Text(row, 4),
        row.IsDBNull(5) ? null : row.GetInt32(5), row.IsDBNull(6) ? null : new Money(row.GetInt64(6)).Pesos,
        row.GetString(7), Text(row, 8), row.GetInt32(9), row.GetFieldValue<DateTimeOffset>(10), Instant(row, 11),
        Instant(row, 12), row.IsDBNull(13) ? null : row.GetBoolean(13), row.GetBoolean(14), Text(row, 15),
        Text(row, 16));

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
