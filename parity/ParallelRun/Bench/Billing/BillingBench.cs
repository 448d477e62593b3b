using System.Diagnostics;
using Npgsql;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.Bench.Billing;

/// <summary>Bills a small group and a large one, then copies the rows of the large one as they stand.</summary>
internal sealed class BillingBench(BillingBenchOptions options, string connection)
{
    private const int CopyRounds = 5;

    private static readonly BillingCycle Cycle = new(2026, 2);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            BillingFigures figures = await MeasureAsync(cancellation);
            return await new BillingBenchReport(options, figures).ShowAsync(options.Write, cancellation);
        }
        catch (Exception failure) when (failure is NpgsqlException or MigrationException or FormatException)
        {
            throw new CommandFailedException($"The bench's database failed: {failure.Message}");
        }
    }

    private async Task<BillingFigures> MeasureAsync(CancellationToken cancellation)
    {
        await using BillingBenchDatabase bench =
            await BillingBenchDatabase.CreateAsync(connection, options, Console.Error.WriteLine, cancellation);
        int self = Environment.ProcessId;
        await RunAsync(bench, BillingBenchDatabase.Warm, cancellation);
        TimeSpan small = (await RunAsync(bench, BillingBenchDatabase.Small, cancellation)).Elapsed;
        ResidentMemory.ForgetPeak(self);
        Console.Error.WriteLine($"Billing {options.Contracts:N0} contracts ...");
        (TimeSpan large, RunProgress totals) = await RunAsync(bench, BillingBenchDatabase.Large, cancellation);
        long memory = ResidentMemory.Peak(self);
        Console.Error.WriteLine("Copying the same rows ...");
        BareCopy copy = new(bench.Database);
        await copy.ExportAsync(cancellation);
        TimeSpan one = await MedianAsync(copy, cancellation);
        TimeSpan many = await copy.RunAsync(options.Workers, cancellation);
        return new BillingFigures(options, small, large, totals, copy.Rows, one, many, memory);
    }

    /// <summary>A copy takes a few seconds, and the disk's mood moves one of them by a third.</summary>
    private static async Task<TimeSpan> MedianAsync(BareCopy copy, CancellationToken cancellation)
    {
        List<TimeSpan> rounds = [];
        while (rounds.Count < CopyRounds)
        {
            rounds.Add(await copy.RunAsync(1, cancellation));
        }

        return rounds.Order().ElementAt(CopyRounds / 2);
    }

    /// <summary>Everything a command does, from planning to the last commit.</summary>
    private async Task<(TimeSpan Elapsed, RunProgress Totals)> RunAsync(
        BillingBenchDatabase bench, BillingGroup group, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        NewBillingRun wanted = new(group, Cycle, "bench", ChunkContracts: options.Chunk);
        BillingRun run = await new BillingPlanner(bench.Database).PlanAsync(wanted, cancellation)
            is PlanOutcome.Planned planned
                ? planned.Run : throw new CommandFailedException("The bench's run could not be planned.");
        await using (ChunkRating rating = await ChunkRating.OpenAsync(
            bench.Database, run, TimeProvider.System, cancellation))
        {
            BillingWorkers workers = new(
                bench.Database, rating, WorkerOptions.Usual with { Workers = options.Workers }, TimeProvider.System);
            run = await workers.RunAsync(run.Id, new Progress<RunProgress>(), cancellation);
        }

        TimeSpan elapsed = watch.Elapsed;
        RunProgress totals = await RunReports.ProgressAsync(bench.Database, run.Id, cancellation);
        return run.State == BillingRunState.Posted && totals.Billed == totals.Contracts
            ? (elapsed, totals)
            : throw new CommandFailedException($"The bench's run billed {totals.Billed} of {totals.Contracts}.");
    }
}
