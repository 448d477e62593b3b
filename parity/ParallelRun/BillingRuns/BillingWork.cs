using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.BillingRuns;

/// <summary>Works on a run in this process and reports what it came to.</summary>
internal static class BillingWork
{
    public static async Task<int> DoAsync(
        Database database, BillingRun run, WorkerOptions options, TextWriter output, CancellationToken cancellation)
    {
        if (run.IsUnderWay)
        {
            await using ChunkRating rating = await ChunkRating.OpenAsync(
                database, run, TimeProvider.System, cancellation);
            await output.WriteLineAsync($"Working on billing {run}.");
            BillingWorkers workers = new(database, rating, options, TimeProvider.System);
            run = await RunProgressBar.ShowAsync(progress => workers.RunAsync(run.Id, progress, cancellation));
        }

        await RunText.WriteAsync(database, run, output, cancellation);
        return run.IsUnderWay ? ExitCode.Failed : ExitCode.Done;
    }
}
