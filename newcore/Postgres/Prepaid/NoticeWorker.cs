using Npgsql;
using Strangler.Core.Prepaid;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Prepaid;

/// <summary>
/// Sends what waits in the outbox; any number at once. What fails is tried again later, then given up.
/// </summary>
/// <remarks>
/// A worker that dies after sending leaves its notice due again: the provider knows it by its key. Every method throws
/// <see cref="NpgsqlException"/> where the database cannot be reached.
/// </remarks>
public sealed class NoticeWorker(Database database, INotifier notifier, TimeProvider time)
{
    public const int MostAttempts = 5;

    private const int BatchLimit = 100;
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);

    /// <summary>What is claimed is nobody else's for this long: more than a batch can take.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(BatchLimit * 10 + 60);

    private const string ClaimSql = """
        UPDATE prepaid_notice n SET attempts = n.attempts + 1, due_at = $1 + $2
        FROM (SELECT id FROM prepaid_notice WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at LIMIT $3
            FOR UPDATE SKIP LOCKED) d
        WHERE n.id = d.id RETURNING n.contract, n.key, n.kind, n.channel, n.amount, n.id, n.attempts
        """;

    private const string EndSql =
        "UPDATE prepaid_notice SET state = $2, reason = $3, due_at = $4 WHERE id = $1";

    /// <returns>How many were sent, and how many failed, for now or for good.</returns>
    public async Task<(int Sent, int Failed)> RunAsync(CancellationToken cancellation)
    {
        (int sent, int failed) = (0, 0);
        foreach ((PrepaidNotice notice, long id, int attempt) in await ClaimAsync(cancellation))
        {
            NoticeOutcome outcome = await SendAsync(notice, cancellation);
            sent += outcome is NoticeOutcome.Sent ? 1 : 0;
            failed += outcome is NoticeOutcome.Failed ? 1 : 0;
            await EndAsync(id, attempt, outcome, cancellation);
        }

        return (sent, failed);
    }

    private async Task<List<(PrepaidNotice Notice, long Id, int Attempt)>> ClaimAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ClaimSql);
        command.AddValue(time.GetUtcNow());
        command.AddValue(Lease);
        command.AddValue(BatchLimit);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<(PrepaidNotice, long, int)> claimed = [];
        while (await row.ReadAsync(cancellation))
        {
            claimed.Add((NoticeRows.Read(row), row.GetInt64(5), row.GetInt16(6)));
        }

        return claimed;
    }

    private async Task<NoticeOutcome> SendAsync(PrepaidNotice notice, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(SendLimit);
        try
        {
            return await notifier.SendAsync(notice, limit.Token);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested
            && failure is OperationCanceledException or HttpRequestException or IOException or NpgsqlException)
        {
            return new NoticeOutcome.Failed(failure.GetType().Name, ForGood: false);
        }
    }

    private async Task EndAsync(long id, int attempt, NoticeOutcome outcome, CancellationToken cancellation)
    {
        NoticeOutcome.Failed? failed = outcome as NoticeOutcome.Failed;
        bool again = failed is { ForGood: false } && attempt < MostAttempts;
        await using NpgsqlCommand command = database.Command(EndSql);
        command.AddValue(id);
        command.AddValue(failed is null ? "sent" : again ? "waiting" : "failed");
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)failed?.Why ?? DBNull.Value,
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text,
        });
        command.AddValue(time.GetUtcNow() + TimeSpan.FromMinutes(1 << attempt));
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
