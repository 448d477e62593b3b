using Npgsql;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Billing;

/// <summary>Takes a run back before any of it was posted: its documents were drafts without a number.</summary>
public sealed class RunCancellation(Database database)
{
    private const int Seconds = 600;

    private static readonly string[] Removals =
    [
        "DELETE FROM billing_draft WHERE run = $1",
        """
        DELETE FROM billing_line l USING billing_document d WHERE d.run = $1 AND l.contract = d.contract
            AND l.cycle = d.cycle AND l.type = d.type AND l.ordinal = d.ordinal
        """,
        "DELETE FROM billing_document WHERE run = $1",
        "UPDATE billing_run SET state = 'cancelled', ended_at = now(), ended_by = $2 WHERE id = $1",
    ];

    public async Task<RunChange> CancelAsync(int id, string who, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using NpgsqlCommand find = new(
            $"SELECT {BillingRunRows.Columns} FROM billing_run WHERE id = $1 FOR UPDATE", connection);
        find.AddValue(id);
        if (await BillingRunRows.ReadOneAsync(find, cancellation) is not { } run)
        {
            return BillingRunStore.Unknown(id);
        }

        // Waits for a worker that is ending a chunk at this moment; one that ends later finds it is not its own
        // any more.
        await ExecuteAsync(connection, """
            UPDATE billing_chunk SET state = 'cancelled', worker = NULL, lease_until = NULL
            WHERE run = $1 AND state IN ('planned', 'rated', 'simulated')
            """, id, null, cancellation);
        await using NpgsqlCommand posted = new(
            "SELECT count(*) FROM billing_chunk WHERE run = $1 AND state = 'posted'", connection);
        posted.AddValue(id);
        if ((long)(await posted.ExecuteScalarAsync(cancellation))! > 0)
        {
            return new RunChange.Refused(
                $"Billing {run} was posted, all or in part, and what was posted stays: resume it, and correct bills by "
                + "credit notes.");
        }

        foreach (string removal in Removals)
        {
            await ExecuteAsync(connection, removal, id, who, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return new RunChange.Done(run with { State = BillingRunState.Cancelled });
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, int run, string? who, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = Seconds };
        command.AddValue(run);
        if (sql.Contains("$2", StringComparison.Ordinal))
        {
            command.AddValue(who!);
        }

        await command.ExecuteNonQueryAsync(cancellation);
    }
}
