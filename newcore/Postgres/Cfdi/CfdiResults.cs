using System.Security.Cryptography;
using Npgsql;

namespace Strangler.Postgres.Cfdi;

/// <summary>
/// Writes down how a claim ended, with the calls that it took. A claim that was lost changes no document.
/// </summary>
internal sealed class CfdiResults(Database database)
{
    private const int CodeLength = 40;
    private const int ReasonLength = 500;

    private const string AttemptSql = """
        INSERT INTO cfdi_attempt (document, number, pac, call, outcome, code, took_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string StampedSql = """
        UPDATE cfdi_document SET state = 'stamped', uuid = $3, stamped_xml = $4, stamped_sha256 = $5,
            stamped_at = clock_timestamp(), code = NULL, reason = NULL, worker = NULL
        WHERE id = $1 AND claim = $2 AND state = 'stamping'
        """;

    private const string LaterSql = """
        UPDATE cfdi_document SET state = $3, pac = $4, may_be_stamped = $3 = 'unknown', code = $5, worker = NULL,
            due_at = clock_timestamp() + $6, attempts = attempts - $7
        WHERE id = $1 AND claim = $2 AND state = 'stamping'
        """;

    private const string EndSql = """
        UPDATE cfdi_document SET state = $3, may_be_stamped = $4, code = $5, reason = $6, worker = NULL
        WHERE id = $1 AND claim = $2 AND state = 'stamping'
        """;

    public async Task NoteAsync(ClaimedCfdi claimed, CfdiAttempt attempt, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(AttemptSql).With(
            claimed.Id, claimed.Attempts, attempt.Pac, attempt.Call, attempt.Outcome,
            CfdiSql.Cut(attempt.Code, CodeLength), (int)Math.Min(attempt.Took.TotalMilliseconds, int.MaxValue));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public Task<bool> StampedAsync(ClaimedCfdi claimed, Guid uuid, byte[] xml, CancellationToken cancellation) =>
        RunAsync(
            database.Command(StampedSql).With(claimed.Id, claimed.Claim, uuid, xml, SHA256.HashData(xml)),
            cancellation);

    /// <summary>Certainly not stamped: to be sent again, by this PAC.</summary>
    /// <param name="uncounted">Calls that shall not count against the document: its PAC was known to be ill.</param>
    public Task<bool> SendLaterAsync(
        ClaimedCfdi claimed, string pac, string code, TimeSpan pause, int uncounted, CancellationToken cancellation) =>
        LaterAsync(claimed, "queued", pac, code, pause, uncounted, cancellation);

    /// <summary>May be stamped: its PAC is to be asked.</summary>
    public Task<bool> AskLaterAsync(
        ClaimedCfdi claimed, string code, TimeSpan pause, int uncounted, CancellationToken cancellation) =>
        LaterAsync(claimed, "unknown", claimed.Pac, code, pause, uncounted, cancellation);

    public Task<bool> ParkAsync(
        ClaimedCfdi claimed, string code, string reason, bool mayBeStamped, CancellationToken cancellation) =>
        EndAsync(claimed, "parked", mayBeStamped, code, reason, cancellation);

    public Task<bool> ExpireAsync(ClaimedCfdi claimed, string reason, CancellationToken cancellation) =>
        EndAsync(claimed, "expired", false, "401", reason, cancellation);

    private Task<bool> LaterAsync(
        ClaimedCfdi claimed, string state, string pac, string code, TimeSpan pause, int uncounted,
        CancellationToken cancellation) =>
        RunAsync(
            database.Command(LaterSql).With(
                claimed.Id, claimed.Claim, state, pac, CfdiSql.Cut(code, CodeLength), pause, uncounted),
            cancellation);

    private Task<bool> EndAsync(
        ClaimedCfdi claimed, string state, bool mayBeStamped, string code, string reason,
        CancellationToken cancellation) =>
        RunAsync(
            database.Command(EndSql).With(
                claimed.Id, claimed.Claim, state, mayBeStamped, CfdiSql.Cut(code, CodeLength),
                CfdiSql.Cut(reason, ReasonLength)),
            cancellation);

    private static async Task<bool> RunAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using (command)
        {
            return await command.ExecuteNonQueryAsync(cancellation) == 1;
        }
    }
}
