using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Postgres.Cutover;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Billing;

/// <summary>Makes a run: its cycles, and its chunks of contracts. In one transaction, one planner at a time.</summary>
public sealed class BillingPlanner(Database database)
{
    /// <summary>Of the advisory lock: an arbitrary number that is ours.</summary>
    private const long LockKey = 0x4269_6c6c_5275_6e73;

    private const string UnderWaySql = $"""
        SELECT {BillingRunRows.Columns} FROM billing_run
        WHERE year = $1 AND period = $2 AND state IN ('rating', 'rated', 'posting') AND NOT simulated
          AND ($3 = '' OR billing_group IN ('', $3)) LIMIT 1
        """;

    private const string RunSql = $"""
        INSERT INTO billing_run (billing_group, year, period, simulated, held, review_zero, state, who)
        VALUES ($1, $2, $3, $4, $5, $6, 'rating', $7) RETURNING {BillingRunRows.Columns}
        """;

    private const string ChunkSql = """
        WITH added AS (
            INSERT INTO billing_chunk (run, number, first_contract, last_contract, contracts, state)
            SELECT $1, share + 1, min(number), max(number), count(*), 'planned'
            FROM (
                SELECT number, (row_number() OVER (ORDER BY number) - 1) / $2 AS share FROM legacy_contract
                WHERE $3 = '' OR service_area || '/' || zone = $3) shared
            GROUP BY share RETURNING contracts)
        SELECT count(*)::integer, coalesce(sum(contracts), 0)::integer FROM added
        """;

    /// <summary>
    /// A run that will post is refused where <see cref="CutoverEntry"/> says so; a held one when it is posted.
    /// </summary>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public async Task<PlanOutcome> PlanAsync(NewBillingRun wanted, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using (NpgsqlCommand one = new($"SELECT pg_advisory_xact_lock({LockKey})", connection))
        {
            await one.ExecuteNonQueryAsync(cancellation);
        }

        if (await UnderWayAsync(connection, wanted, cancellation) is { } other)
        {
            return new PlanOutcome.Refused(
                $"Billing {other} is not finished: resume, post or cancel it first.");
        }

        if (await CycleRows.PlanAsync(connection, wanted, cancellation) is { } problem)
        {
            return new PlanOutcome.Refused(problem);
        }

        if (!wanted.Simulated && !wanted.Held
            && await CutoverEntry.EnterAsync(
                connection, wanted.Group, wanted.Cycle, wanted.Who, $"billed {CycleNumber.Of(wanted.Cycle)}",
                cancellation) is { Count: > 0 } reasons)
        {
            return new PlanOutcome.Refused(string.Join('\n', reasons));
        }

        PlanOutcome.Planned planned = await AddAsync(connection, wanted, cancellation);
        await transaction.CommitAsync(cancellation);
        return planned;
    }

    private static async Task<BillingRun?> UnderWayAsync(
        NpgsqlConnection connection, NewBillingRun wanted, CancellationToken cancellation)
    {
        if (wanted.Simulated)
        {
            return null;
        }

        await using NpgsqlCommand command = new(UnderWaySql, connection);
        command.AddValue(wanted.Cycle.Year);
        command.AddValue((short)wanted.Cycle.Period);
        command.AddValue(Text(wanted.Group));
        return await BillingRunRows.ReadOneAsync(command, cancellation);
    }

    private static async Task<PlanOutcome.Planned> AddAsync(
        NpgsqlConnection connection, NewBillingRun wanted, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(RunSql, connection);
        command.AddValue(Text(wanted.Group));
        command.AddValue(wanted.Cycle.Year);
        command.AddValue((short)wanted.Cycle.Period);
        command.AddValue(wanted.Simulated);
        command.AddValue(wanted.Held);
        command.AddValue(wanted.ReviewZero);
        command.AddValue(wanted.Who);
        BillingRun run = (await BillingRunRows.ReadOneAsync(command, cancellation))!;
        await using NpgsqlCommand chunks = new(ChunkSql, connection) { CommandTimeout = 120 };
        chunks.AddValue(run.Id);
        chunks.AddValue(Math.Clamp(wanted.ChunkContracts, 1, NewBillingRun.LargestChunk));
        chunks.AddValue(Text(wanted.Group));
        await using NpgsqlDataReader reader = await chunks.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new PlanOutcome.Planned(run, reader.GetInt32(0), reader.GetInt32(1));
    }

    private static string Text(BillingGroup? group) => group?.ToString() ?? "";
}
