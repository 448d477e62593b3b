using System.Diagnostics;
using Npgsql;
using Strangler.AquaCis.Extract;
using Strangler.Core.Debts;
using Strangler.ParallelRun.Billing;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Import;

namespace Strangler.ParallelRun.Bench.BillComparison;

/// <summary>Imports a small extract and a large one and compares a period of each, then copies the same rows.</summary>
internal sealed class RunBench(RunBenchOptions options, string connection)
{
    /// <summary>The second of the extract, which has debts, remainders and tariffs of before.</summary>
    private static readonly BillingCycle Cycle = new(2026, 2);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            RunFigures figures = await MeasureAsync(cancellation);
            return await new RunBenchReport(options, figures).ShowAsync(options.Write, cancellation);
        }
        catch (Exception failure) when (failure is NpgsqlException or MigrationException or ImportException
            or ExtractException or FormatException or IOException)
        {
            throw new CommandFailedException($"The bench failed: {failure.Message}");
        }
    }

    private async Task<RunFigures> MeasureAsync(CancellationToken cancellation)
    {
        string warmth = await BenchExtract.GetAsync(options.SmallContracts, seed: 1, cancellation);
        string small = await BenchExtract.GetAsync(options.SmallContracts, seed: 2, cancellation);
        string large = await BenchExtract.GetAsync(options.Contracts, seed: 3, cancellation);
        await MeasureAsync(warmth, cancellation);
        RunMeasure few = await MeasureAsync(small, cancellation);
        ResidentMemory.ForgetPeak(Environment.ProcessId);
        RunMeasure many = await MeasureAsync(large, cancellation);
        long memory = ResidentMemory.Peak(Environment.ProcessId);
        Console.Error.WriteLine("Copying the same rows ...");
        await using RunBenchDatabase bench = RunBenchDatabase.Existing(connection);
        BareTables bare = new(bench.Database);
        return new RunFigures(options, few, many, memory, await bare.WriteAsync(large, cancellation),
            await bare.ReadAsync(cancellation));
    }

    private async Task<RunMeasure> MeasureAsync(string extract, CancellationToken cancellation)
    {
        await using RunBenchDatabase bench = await RunBenchDatabase.CreateAsync(connection, cancellation);
        Console.Error.WriteLine($"Importing {extract} ...");
        Stopwatch watch = Stopwatch.StartNew();
        ImportReport imported = await bench.ImportAsync(extract, cancellation);
        TimeSpan import = watch.Elapsed;
        Console.Error.WriteLine("Comparing ...");
        TimeSpan processor = ProcessorTime.Of(Environment.ProcessId);
        watch.Restart();
        RunSummary summary = await ParallelRunCommand.CompareAsync(
            bench.Database,
            new ParallelRunOptions(null, Cycle, Path.Combine(Repository.Scratch, "parallel-run"), Resume: false)
            {
                Workers = options.Workers,
            },
            cancellation);
        TimeSpan compare = watch.Elapsed;
        return summary.Parked.Count > 0
            ? throw new CommandFailedException("The bench's run parked contracts of a sound extract.")
            : new RunMeasure(
                imported.Files.Sum(file => file.Inserted), import, summary.BilledNatively,
                summary.BilledNatively - summary.Verdicts[BillVerdict.Same], compare,
                ProcessorTime.Of(Environment.ProcessId) - processor);
    }
}
