using Npgsql;

namespace Strangler.Postgres.Billing;

/// <summary>
/// Shares the chunks of a run among any number of workers. A claim is a lease: it ends by itself when its worker dies,
/// and a worker that lost it cannot finish the chunk any more (<see cref="ChunkWriter"/>).
/// </summary>
internal sealed class ChunkClaims(Database database, string worker, TimeSpan lease)
{
    /// <summary>A chunk that failed so often is left to a person.</summary>
    public const int MostFailures = 3;

    private const int FailureLength = 500;

    private const string TakeSql = """
        UPDATE billing_chunk c SET worker = $2, lease_until = now() + $3 * interval '1 millisecond'
        FROM (
            SELECT k.run, k.number FROM billing_chunk k JOIN billing_run r ON r.id = k.run
            WHERE k.run = $1 AND k.state = CASE r.state WHEN 'rating' THEN 'planned' WHEN 'posting' THEN 'rated' END
              AND (k.lease_until IS NULL OR k.lease_until < now()) AND k.failures < $4
            ORDER BY k.number LIMIT 1 FOR UPDATE OF k SKIP LOCKED) free
        WHERE c.run = free.run AND c.number = free.number
        RETURNING c.number, c.first_contract, c.last_contract, c.state = 'rated'
        """;

    /// <returns>Null where none is free: all are done, failed, or worked on by others.</returns>
    public async Task<ChunkClaim?> TakeAsync(int run, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(TakeSql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = run });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = worker });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = (long)lease.TotalMilliseconds });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostFailures });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new ChunkClaim(
                run, reader.GetInt32(0), new ContractRange(reader.GetInt32(1), reader.GetInt32(2)),
                reader.GetBoolean(3), worker)
            : null;
    }

    /// <summary>Keeps the claim while the work takes longer than its lease; ends with the work.</summary>
    public async Task RenewUntilAsync(ChunkClaim claim, CancellationToken workDone)
    {
        using PeriodicTimer timer = new(lease / 3);
        try
        {
            while (await timer.WaitForNextTickAsync(workDone))
            {
                await using NpgsqlCommand command = database.Command("""
                    UPDATE billing_chunk SET lease_until = now() + $4 * interval '1 millisecond'
                    WHERE run = $1 AND number = $2 AND worker = $3
                    """);
                AddKey(command, claim);
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = (long)lease.TotalMilliseconds });
                await command.ExecuteNonQueryAsync(workDone);
            }
        }
        catch (OperationCanceledException)
        {
            // The work is done.
        }
        catch (NpgsqlException)
        {
            // A lease that cannot be renewed runs out, and another worker takes the chunk: the work notices at its end.
        }
    }

    /// <summary>Gives a chunk back whose work failed.</summary>
    public async Task FailAsync(ChunkClaim claim, string reason, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("""
            UPDATE billing_chunk SET worker = NULL, lease_until = NULL, failures = failures + 1, failure = $4
            WHERE run = $1 AND number = $2 AND worker = $3 AND state IN ('planned', 'rated')
            """);
        AddKey(command, claim);
        command.Parameters.Add(new NpgsqlParameter<string>
        {
            TypedValue = reason.Length <= FailureLength ? reason : reason[..FailureLength],
        });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Gives a chunk back that was not worked on to its end, so that nobody waits for the lease.</summary>
    public async Task ReleaseAsync(ChunkClaim claim)
    {
        await using NpgsqlCommand command = database.Command("""
            UPDATE billing_chunk SET worker = NULL, lease_until = NULL
            WHERE run = $1 AND number = $2 AND worker = $3 AND state IN ('planned', 'rated')
            """);
        AddKey(command, claim);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static void AddKey(NpgsqlCommand command, ChunkClaim claim)
    {
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = claim.Run });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = claim.Number });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = claim.Worker });
    }
}
