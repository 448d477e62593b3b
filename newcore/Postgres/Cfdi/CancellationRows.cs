using System.Globalization;
using Npgsql;
using Strangler.Cfdi.Cancelling;

namespace Strangler.Postgres.Cfdi;

/// <summary>The rows of cancellations and of the documents they are about.</summary>
internal sealed class CancellationRows(Database database)
{
    private const string DocumentColumns =
        "d.id, d.state, d.issuer, d.receiver, d.total, d.uuid, d.pac, d.issued_at::date";

    private const string LivingSql = """
        SELECT r.document FROM cfdi_relation r JOIN cfdi_document o ON o.id = r.document
        WHERE r.other = $1 AND r.document <> coalesce($2, 0) AND o.state NOT IN ('expired', 'withdrawn', 'cancelled')
        ORDER BY r.document LIMIT 1
        """;

    private const string BeginSql = """
        WITH begun AS (
            INSERT INTO cfdi_cancellation (document, motive, substitute, request_xml, state)
            VALUES ($1, $2, $3, $4, 'requested')
            ON CONFLICT (document) WHERE state IN ('requested', 'waiting') DO NOTHING RETURNING id)
        UPDATE cfdi_document SET state = 'cancel-requested' FROM begun WHERE cfdi_document.id = $1 RETURNING begun.id
        """;

    private const string TakeSql = $"""
        WITH taken AS (
            UPDATE cfdi_cancellation c SET claim = claim + 1, attempts = attempts + 1,
                due_at = clock_timestamp() + $2
            FROM (
                SELECT id FROM cfdi_cancellation
                WHERE state IN ('requested', 'waiting') AND due_at <= clock_timestamp()
                ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED) free
            WHERE c.id = free.id RETURNING c.*)
        SELECT {DocumentColumns}, t.id, t.claim, t.motive, s.uuid, t.request_xml, t.state = 'waiting',
            t.acknowledgement IS NOT NULL, clock_timestamp() - t.requested_at, t.attempts
        FROM taken t JOIN cfdi_document d ON d.id = t.document LEFT JOIN cfdi_document s ON s.id = t.substitute
        """;

    private const string LaterSql = """
        UPDATE cfdi_cancellation SET state = $3, code = $4, acknowledgement = coalesce($5, acknowledgement),
            due_at = clock_timestamp() + $6
        WHERE id = $1 AND claim = $2 AND state IN ('requested', 'waiting')
        """;

    private const string EndSql = """
        WITH ended AS (
            UPDATE cfdi_cancellation SET state = $3, code = $4, reason = $5, ended_at = clock_timestamp(),
                acknowledgement = coalesce($6, acknowledgement)
            WHERE id = $1 AND claim = $2 AND state IN ('requested', 'waiting') RETURNING document)
        UPDATE cfdi_document d SET state = CASE WHEN $3 = 'cancelled' THEN 'cancelled' ELSE 'stamped' END
        FROM ended WHERE d.id = ended.document
        """;

    public async Task<CancelledDocument?> FindAsync(long id, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            $"SELECT {DocumentColumns} FROM cfdi_document d WHERE id = $1").With(id);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? DocumentIn(reader) : null;
    }

    /// <returns>A document that relates to it and lives; complements and notes go first.</returns>
    public async Task<long?> LivingRelatedAsync(long id, long? but, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(LivingSql).With(id, but);
        return (long?)await command.ExecuteScalarAsync(cancellation);
    }

    /// <returns>Null: one is under way.</returns>
    public async Task<long?> BeginAsync(
        long document, CancellationOrder order, long? substitute, byte[] request, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(BeginSql).With(
            document, order.MotiveCode, substitute, request);
        return (long?)await command.ExecuteScalarAsync(cancellation);
    }

    public async Task<long> OpenAsync(long document, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("""
            SELECT coalesce(max(id), 0) FROM cfdi_cancellation WHERE document = $1
            """).With(document);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Stamped documents whose substitute is stamped, too, and whose cancellation nobody began.</summary>
    public async Task<IReadOnlyList<(long Old, long Substitute)>> SupersededAsync(
        int most, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("""
            SELECT d.id, s.id FROM cfdi_document d JOIN cfdi_document s ON s.id = d.superseded_by
            WHERE d.superseded_by IS NOT NULL AND d.state = 'stamped' AND s.state = 'stamped'
              AND NOT EXISTS (SELECT FROM cfdi_cancellation c WHERE c.document = d.id)
            ORDER BY d.id LIMIT $1
            """).With(most);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<(long, long)> found = [];
        while (await reader.ReadAsync(cancellation))
        {
            found.Add((reader.GetInt64(0), reader.GetInt64(1)));
        }

        return found;
    }

    public async Task<IReadOnlyList<PursuedCancellation>> TakeAsync(
        int most, TimeSpan lease, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(TakeSql).With(most, lease);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<PursuedCancellation> taken = [];
        while (await reader.ReadAsync(cancellation))
        {
            CancelledDocument document = DocumentIn(reader);
            CancellationOrder order = new(
                document.Issuer, document.Uuid!.Value,
                (CancellationMotive)int.Parse(reader.GetString(10), CultureInfo.InvariantCulture),
                reader.IsDBNull(11) ? null : reader.GetGuid(11));
            taken.Add(new PursuedCancellation(
                reader.GetInt64(8), reader.GetInt64(9), document, order, reader.GetFieldValue<byte[]>(12),
                reader.GetBoolean(13), reader.GetBoolean(14), reader.GetTimeSpan(15), reader.GetInt32(16)));
        }

        return taken;
    }

    public async Task LaterAsync(
        PursuedCancellation pursued, string state, string? code, byte[]? acknowledgement, TimeSpan pause,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(LaterSql).With(
            pursued.Id, pursued.Claim, state, CfdiSql.Cut(code, 40), acknowledgement, pause);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task EndAsync(
        PursuedCancellation pursued, string state, string? code, string? reason, byte[]? acknowledgement,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(EndSql).With(
            pursued.Id, pursued.Claim, state, CfdiSql.Cut(code, 40), CfdiSql.Cut(reason, 500), acknowledgement);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static CancelledDocument DocumentIn(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3),
        row.GetDecimal(4).ToString(CultureInfo.InvariantCulture), row.IsDBNull(5) ? null : row.GetGuid(5), row.Text(6),
        row.GetFieldValue<DateOnly>(7));
}
