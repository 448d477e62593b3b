using Npgsql;

namespace Strangler.Postgres.Billing;

/// <summary>
/// Works on a run until nothing of it is left to do, alone or beside any number of other processes. It may be killed at
/// any moment: what it was doing is then done again by whoever is left, once.
/// </summary>
public sealed class BillingWorkers(
    Database database, ChunkRating rating, WorkerOptions options, TimeProvider time)
{
    /// <summary>While others work on the last chunks.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly BillingRunStore _runs = new(database);

    /// <returns>The run as it then is: where chunks failed, still under way.</returns>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public async Task<BillingRun> RunAsync(
        int run, IProgress<RunProgress> progress, CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] workers =
        [
            .. Enumerable.Range(1, options.Workers).Select(number => Task.Run(
                () => WorkAsync(run, $"{Environment.MachineName}:{Environment.ProcessId}:{number}", progress, stop),
                cancellation)),
        ];
        await Task.WhenAll(workers);
        return (await _runs.FindAsync(run, cancellation))!;
    }

    private async Task WorkAsync(
        int run, string worker, IProgress<RunProgress> progress, CancellationTokenSource stop)
    {
        try
        {
            ChunkClaims claims = new(database, worker, options.Lease);
            ChunkResult result = new();
            while (await _runs.FindAsync(run, stop.Token) is { IsUnderWay: true } present)
            {
                if (await claims.TakeAsync(run, stop.Token) is { } claim)
                {
                    await WorkAsync(present, claim, claims, result, stop.Token);
                    progress.Report(await RunReports.ProgressAsync(database, run, stop.Token));
                }
                else if (await _runs.FinishAsync(run, stop.Token) is null
                    && !await WaitForOthersAsync(run, stop.Token))
                {
                    return;
                }
            }
        }
        catch
        {
            // One worker's trouble (the database is gone) is that of all.
            await stop.CancelAsync();
            throw;
        }
    }

    private async Task WorkAsync(
        BillingRun run, ChunkClaim claim, ChunkClaims claims, ChunkResult result, CancellationToken cancellation)
    {
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task renewal = claims.RenewUntilAsync(claim, done.Token);
        try
        {
            await rating.DoAsync(run, claim, result, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await claims.ReleaseAsync(claim);
            throw;
        }
        catch (Exception failure) when (failure is BillingFailureException or PostgresException or TimeoutException)
        {
            await claims.FailAsync(claim, failure.Message, cancellation);
        }
        finally
        {
            await done.CancelAsync();
            await renewal;
        }
    }

    /// <returns>False where only chunks are left that failed too often.</returns>
    private async Task<bool> WaitForOthersAsync(int run, CancellationToken cancellation)
    {
        RunProgress progress = await RunReports.ProgressAsync(database, run, cancellation);
        if (progress.Chunks == progress.Done + progress.Failed && progress.Failed > 0)
        {
            return false;
        }

        TimeSpan pause = options.Lease / 4;
        await Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellation);
        return true;
    }
}
