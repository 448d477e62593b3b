using Npgsql;

namespace Strangler.Postgres.Cfdi;

/// <summary>Looking at fiscal documents, and deciding about those that were left to a person.</summary>
public sealed class CfdiQueries(Database database)
{
    public const int ListLimit = 1_000;

    private const string Columns = """
        id, source_kind, source_key, version, type, state, code, reason, may_be_stamped, pac, attempts, uuid, due_at,
        stamp_before
        """;

    /// <param name="state">Null for all.</param>
    /// <param name="after">Ids above it: the page before's last.</param>
    public async Task<IReadOnlyList<CfdiLine>> ListAsync(
        string? state, long after, int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command($"""
            SELECT {Columns} FROM cfdi_document WHERE ($1::text IS NULL OR state = $1) AND id > $2 ORDER BY id LIMIT $3
            """).With(state, after, Math.Clamp(limit, 1, ListLimit));
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<CfdiLine> lines = [];
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(LineIn(reader));
        }

        return lines;
    }

    public async Task<CfdiLine?> FindAsync(long id, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            $"SELECT {Columns} FROM cfdi_document WHERE id = $1").With(id);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? LineIn(reader) : null;
    }

    /// <summary>The document as stamped; null while it is not.</summary>
    public async Task<byte[]?> StampedXmlAsync(long id, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            "SELECT stamped_xml FROM cfdi_document WHERE id = $1").With(id);
        return await command.ExecuteScalarAsync(cancellation) as byte[];
    }

    /// <summary>How many documents are in each state.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            "SELECT state, count(*) FROM cfdi_document GROUP BY state ORDER BY state");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        Dictionary<string, long> counts = new(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
        {
            counts[reader.GetString(0)] = reader.GetInt64(1);
        }

        return counts;
    }

    /// <summary>Documents not stamped that SAT will refuse as too old within a time.</summary>
    public async Task<long> ExpiringAsync(TimeSpan within, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("""
            SELECT count(*) FROM cfdi_document
            WHERE state IN ('queued', 'unknown', 'stamping') AND stamp_before < now() + $1
            """).With(within);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Tries parked documents again; those that may be stamped are asked about first.</summary>
    /// <param name="code">All parked for this reason; null: the one of the id.</param>
    public async Task<int> RequeueAsync(long? id, string? code, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("""
            UPDATE cfdi_document SET state = CASE WHEN may_be_stamped THEN 'unknown' ELSE 'queued' END, attempts = 0,
                due_at = now() WHERE state = 'parked' AND (id = $1 OR code = $2)
            """).With(id, code);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>
    /// Gives a document up that is certainly not stamped: its source may be sealed anew, as next version.
    /// </summary>
    /// <returns>False where it is not parked, or may be stamped.</returns>
    public async Task<bool> WithdrawAsync(long id, string why, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("""
            UPDATE cfdi_document SET state = 'withdrawn', reason = $2
            WHERE id = $1 AND state IN ('parked', 'sealed') AND NOT may_be_stamped
            """).With(id, CfdiSql.Cut(why, 500));
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private static CfdiLine LineIn(NpgsqlDataReader row) => new(
        row.GetInt64(0), new CfdiSource(row.GetString(1), row.GetString(2), row.GetInt32(3)), row.GetString(4),
        row.GetString(5), row.Text(6), row.Text(7), row.GetBoolean(8), row.Text(9), row.GetInt32(10),
        row.IsDBNull(11) ? null : row.GetGuid(11), row.GetFieldValue<DateTimeOffset>(12),
        row.GetFieldValue<DateTimeOffset>(13));
}
