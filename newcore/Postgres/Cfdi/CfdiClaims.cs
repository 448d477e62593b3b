using Npgsql;

namespace Strangler.Postgres.Cfdi;

/// <summary>
/// Shares what is to be stamped among any number of workers. A claim is written down before anything is sent: a worker
/// that dies leaves a document that may be stamped, and whoever takes it next asks first.
/// </summary>
internal sealed class CfdiClaims(Database database, string worker, TimeSpan lease)
{
    private const string TakeSql = """
        UPDATE cfdi_document d SET state = 'stamping', pac = coalesce(d.pac, $2), worker = $1, attempts = attempts + 1,
            claim = claim + 1, due_at = clock_timestamp() + $4, may_be_stamped = true,
            sent_at = CASE WHEN free.recovers THEN d.sent_at ELSE clock_timestamp() END
        FROM (
            SELECT id, state <> 'queued' AS recovers FROM cfdi_document
            WHERE state IN ('queued', 'unknown', 'stamping') AND due_at <= clock_timestamp()
            ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED) free
        WHERE d.id = free.id
        RETURNING d.id, d.claim, d.source_kind, d.source_key, d.version, d.sealed_xml, d.pac, d.attempts,
            free.recovers, clock_timestamp() - d.sent_at, d.stamp_before - clock_timestamp()
        """;

    /// <param name="pac">For those that have none yet.</param>
    public async Task<IReadOnlyList<ClaimedCfdi>> TakeAsync(string pac, int most, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(TakeSql).With(worker, pac, most, lease);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<ClaimedCfdi> claimed = [];
        while (await reader.ReadAsync(cancellation))
        {
            claimed.Add(new ClaimedCfdi(
                reader.GetInt64(0), reader.GetInt64(1),
                new CfdiSource(reader.GetString(2), reader.GetString(3), reader.GetInt32(4)),
                reader.GetFieldValue<byte[]>(5), reader.GetString(6), reader.GetInt32(7), reader.GetBoolean(8),
                reader.GetTimeSpan(9), reader.GetTimeSpan(10)));
        }

        return claimed;
    }

    /// <summary>
    /// Before any of it was sent: as if it had not been claimed. One that is to be asked about stays so.
    /// </summary>
    public async Task ReleaseAsync(ClaimedCfdi claimed)
    {
        await using NpgsqlCommand command = database.Command("""
            UPDATE cfdi_document SET state = CASE WHEN $3 THEN 'unknown' ELSE 'queued' END, may_be_stamped = $3,
                attempts = attempts - 1, worker = NULL, due_at = clock_timestamp()
            WHERE id = $1 AND claim = $2 AND state = 'stamping'
            """).With(claimed.Id, claimed.Claim, claimed.MustRecover);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>How long until something is due; null: nothing waits.</summary>
    public async Task<TimeSpan?> NextAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("""
            SELECT min(due_at) - clock_timestamp() FROM cfdi_document
            WHERE state IN ('queued', 'unknown', 'stamping')
            """);
        return await command.ExecuteScalarAsync(cancellation) is TimeSpan wait ? wait : null;
    }
}
