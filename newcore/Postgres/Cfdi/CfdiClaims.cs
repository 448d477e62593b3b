using Npgsql;
using Strangler.Cfdi.Stamping;

namespace Strangler.Postgres.Cfdi;

/// <summary>
/// Shares what is to be stamped among any number of workers. A claim is written down before anything is sent: a worker
/// that dies leaves a document that may be stamped, and whoever takes it next asks first.
/// </summary>
internal sealed class CfdiClaims(Database database, string worker, TimeSpan lease)
{
    /// <summary>No document is late by so much.</summary>
    private static readonly TimeSpan Never = TimeSpan.FromDays(-100_000);

    private const string TakeSql = """
        UPDATE cfdi_document d SET state = 'stamping', worker = $1, attempts = attempts + 1, claim = claim + 1,
            pac = CASE WHEN free.recovers OR d.pac = ANY ($5) THEN d.pac ELSE coalesce($2, d.pac, $8) END,
            due_at = clock_timestamp() + $4, may_be_stamped = true,
            sent_at = CASE WHEN free.recovers THEN d.sent_at ELSE clock_timestamp() END
        FROM (
            SELECT id, state <> 'queued' AS recovers FROM cfdi_document
            WHERE state IN ('queued', 'unknown', 'stamping') AND due_at <= clock_timestamp()
              AND CASE WHEN state <> 'queued' THEN NOT pac = ANY ($6)
                ELSE $2::text IS NOT NULL OR stamp_before - clock_timestamp() <= $7 END
            ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED) free
        WHERE d.id = free.id
        RETURNING d.id, d.claim, d.source_kind, d.source_key, d.version, d.sealed_xml, d.pac, d.attempts,
            free.recovers, clock_timestamp() - d.sent_at, d.stamp_before - clock_timestamp()
        """;

    /// <summary>
    /// Those to be asked about, where their PAC may be asked; those to be sent, by their PAC or another that is free,
    /// for they certainly are not stamped; and those too late for any PAC.
    /// </summary>
    /// <param name="late">So little time left is too late.</param>
    public Task<IReadOnlyList<ClaimedCfdi>> TakeAsync(
        PacBrakes brakes, TimeSpan late, int most, CancellationToken cancellation)
    {
        IReadOnlyList<string> free = brakes.Free;
        return TakeAsync(free, [.. brakes.Pacs.Except(free)], late, brakes.Pacs[0], most, cancellation);
    }

    /// <summary>
    /// One document to try a PAC with: one that waits for its answer anyway, else one that is to be sent.
    /// </summary>
    public async Task<ClaimedCfdi?> TrialAsync(string pac, PacBrakes brakes, CancellationToken cancellation)
    {
        string[] others = [.. brakes.Pacs.Where(other => other != pac)];
        foreach (string[] free in new string[][] { [], [pac] })
        {
            if (await TakeAsync(free, others, Never, pac, 1, cancellation) is [var one])
            {
                return one;
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<ClaimedCfdi>> TakeAsync(
        IReadOnlyList<string> free, string[] braked, TimeSpan late, string first, int most,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(TakeSql).With(
            worker, free.Count > 0 ? free[0] : null, most, lease, free.ToArray(), braked, late, first);
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
