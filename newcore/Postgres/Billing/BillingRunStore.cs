using Npgsql;
using Strangler.Postgres.Cutover;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Billing;

/// <summary>Billing runs: what they are, and what a person does with them.</summary>
public sealed class BillingRunStore(Database database)
{
    /// <summary>Runs one listing reads.</summary>
    public const int ListLimit = 1_000;

    /// <summary>Only the last worker finds nothing left; any of several may be that.</summary>
    private const string FinishSql = $"""
        UPDATE billing_run r SET ended_at = now(), state = CASE
            WHEN r.simulated THEN 'simulated' WHEN r.held AND r.state = 'rating' THEN 'rated' ELSE 'posted' END
        WHERE r.id = $1 AND r.state IN ('rating', 'posting') AND NOT EXISTS (
            SELECT 1 FROM billing_chunk c WHERE c.run = r.id
              AND c.state = CASE r.state WHEN 'rating' THEN 'planned' ELSE 'rated' END)
        RETURNING {BillingRunRows.Columns}
        """;

    private const string BilledSql = """
        UPDATE billing_cycle b SET status = 'BILLED' FROM billing_run r
        WHERE r.id = $1 AND r.state = 'posted' AND b.year = r.year AND b.period = r.period
          AND (r.billing_group = '' OR b.service_area || '/' || b.zone = r.billing_group)
        """;

    public async Task<BillingRun?> FindAsync(int id, CancellationToken cancellation)
    {
        await using NpgsqlCommand command =
            database.Command($"SELECT {BillingRunRows.Columns} FROM billing_run WHERE id = $1");
        command.AddValue(id);
        return await BillingRunRows.ReadOneAsync(command, cancellation);
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<BillingRun>> ListAsync(int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command =
            database.Command($"SELECT {BillingRunRows.Columns} FROM billing_run ORDER BY id DESC LIMIT $1");
        command.AddValue(Math.Min(limit, ListLimit));
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<BillingRun> runs = [];
        while (await reader.ReadAsync(cancellation))
        {
            runs.Add(BillingRunRows.Read(reader));
        }

        return runs;
    }

    /// <summary>Chunks that failed too often are tried again.</summary>
    public async Task<RunChange> ResumeAsync(int id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } run)
        {
            return Unknown(id);
        }

        await using NpgsqlCommand command =
            database.Command("UPDATE billing_chunk SET failures = 0 WHERE run = $1 AND failures > 0");
        command.AddValue(id);
        await command.ExecuteNonQueryAsync(cancellation);
        return new RunChange.Done(run);
    }

    /// <summary>Lets workers post a held run that was rated, where its groups may be billed natively.</summary>
    public async Task<RunChange> ApproveAsync(int id, string who, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using NpgsqlCommand command = new($"""
            UPDATE billing_run SET state = 'posting', ended_by = $2, ended_at = NULL WHERE id = $1 AND state = 'rated'
            RETURNING {BillingRunRows.Columns}
            """, connection);
        command.AddValue(id);
        command.AddValue(who);
        if (await BillingRunRows.ReadOneAsync(command, cancellation) is { } approved)
        {
            IReadOnlyList<string> reasons = await CutoverEntry.EnterAsync(
                connection, approved.Group, approved.Cycle, who, $"billing run {id}", cancellation);
            if (reasons.Count > 0)
            {
                return new RunChange.Refused(string.Join('\n', reasons));
            }

            await transaction.CommitAsync(cancellation);
            return new RunChange.Done(approved);
        }

        return await FindAsync(id, cancellation) is not { } run ? Unknown(id)
            : run.State == BillingRunState.Posting ? new RunChange.Done(run)
            : new RunChange.Refused($"Billing {run} cannot be posted: it is {Text(run.State)}.");
    }

    /// <summary>Ends the stage of a run none of whose chunks is left.</summary>
    /// <returns>Null where some are left, or another worker ended it.</returns>
    internal async Task<BillingRun?> FinishAsync(int id, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using NpgsqlCommand finish = new(FinishSql, connection);
        finish.AddValue(id);
        BillingRun? finished = await BillingRunRows.ReadOneAsync(finish, cancellation);
        if (finished?.State == BillingRunState.Posted)
        {
            await using NpgsqlCommand billed = new(BilledSql, connection);
            billed.AddValue(id);
            await billed.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return finished;
    }

    internal static RunChange.Refused Unknown(int id) => new($"There is no billing run {id}.");

    internal static string Text(BillingRunState state) => state switch
    {
        BillingRunState.Rating => "being rated",
        BillingRunState.Rated => "rated",
        BillingRunState.Posting => "being posted",
        BillingRunState.Posted => "posted",
        BillingRunState.Simulated => "a simulation",
        _ => "cancelled",
    };
}
