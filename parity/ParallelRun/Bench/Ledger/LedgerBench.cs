using System.Diagnostics;
using Npgsql;
using Spectre.Console;
using Strangler.Core.Ledger;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Ledger;

namespace Strangler.ParallelRun.Bench.Ledger;

/// <summary>Takes the measurements in turns, and at the end verifies all that was posted.</summary>
internal sealed class LedgerBench(LedgerBenchOptions options)
{
    private static readonly string[] Names =
    [
        "bare COPY", "batches", "bare INSERT, many", "single, many", "bare INSERT, one", "single, one",
    ];

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        try
        {
            await using LedgerBenchDatabase bench = await LedgerBenchDatabase.OpenAsync(cancellation);
            LedgerFigures figures = await Terminal.Console.Progress().AutoClear(true)
                .StartAsync(progress => MeasureAsync(bench, progress, cancellation));
            return await new LedgerReport(options, figures).ShowAsync(options.Write, cancellation);
        }
        catch (Exception failure) when (failure is NpgsqlException or MigrationException or FormatException)
        {
            throw new CommandFailedException($"The bench's database failed: {failure.Message}");
        }
    }

    private async Task<LedgerFigures> MeasureAsync(
        LedgerBenchDatabase bench, ProgressContext progress, CancellationToken cancellation)
    {
        await using LedgerLoads loads = new(bench, options);
        Func<Task<double>>[] all =
        [
            () => loads.BareCopyAsync(cancellation), () => loads.BatchesAsync(cancellation),
            () => loads.BareInsertsAsync(options.Callers, cancellation),
            () => loads.SinglesAsync(options.Callers, cancellation),
            () => loads.BareInsertsAsync(1, cancellation), () => loads.SinglesAsync(1, cancellation),
        ];
        List<double>[] rates = [.. all.Select(_ => new List<double>())];
        ProgressTask task = progress.AddTask("posting", maxValue: (options.Rounds + 1) * all.Length);
        for (int round = 0; round <= options.Rounds; round++)
        {
            for (int load = 0; load < all.Length; load++)
            {
                double rate = await all[load]();
                task.Increment(1);

                // The first round warms up.
                if (round > 0)
                {
                    rates[load].Add(rate);
                }
            }
        }

        LedgerRate[] found = [.. Names.Zip(rates, (name, measured) => new LedgerRate(name, measured))];
        (TimeSpan took, long entries) = await VerifyAsync(bench, cancellation);
        return new LedgerFigures(found[0], found[1], found[2], found[3], found[4], found[5], took, entries);
    }

    /// <summary>A fast ledger that is wrong must not be measured.</summary>
    private static async Task<(TimeSpan Took, long Entries)> VerifyAsync(
        LedgerBenchDatabase bench, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        List<LedgerFinding> findings = [];
        LedgerAuditResult result = await new LedgerAudit(bench.Database).VerifyAsync(
            null, findings.Add, progress: null, cancellation);
        IReadOnlyList<TrialBalanceLine> lines = await new LedgerReports(bench.Database).TrialBalanceAsync(
            null, cancellation);
        long difference = lines.Sum(line => line.Balance.Centavos);
        return findings.Count == 0 && difference == 0
            ? (watch.Elapsed, result.Entries)
            : throw new CommandFailedException(
                $"The ledger is wrong: {findings.Count} findings, {difference} centavos; {findings.FirstOrDefault()}");
    }
}
