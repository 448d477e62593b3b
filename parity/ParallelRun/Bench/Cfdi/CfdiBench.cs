using Npgsql;
using Spectre.Console;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;

namespace Strangler.ParallelRun.Bench.Cfdi;

/// <summary>Three measurements, one after another: the processor's, the database's, the network's.</summary>
internal sealed class CfdiBench(CfdiBenchOptions options)
{
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await BenchTools.EnsureAsync(["openssl"], cancellation);
        try
        {
            await using OwnDatabase bench = await OwnDatabase.OpenAsync("strangler_bench_cfdi", cancellation);
            CfdiFigures figures = await Terminal.Console.Progress().AutoClear(true)
                .StartAsync(progress => MeasureAsync(bench, progress, cancellation));
            return await new CfdiReport(options, figures).ShowAsync(options.Write, cancellation);
        }
        catch (Exception failure) when (failure is NpgsqlException or MigrationException or FormatException)
        {
            throw new CommandFailedException($"The bench's database failed: {failure.Message}");
        }
    }

    private async Task<CfdiFigures> MeasureAsync(
        OwnDatabase bench, ProgressContext progress, CancellationToken cancellation)
    {
        // Bulk first: what the others hold in memory is not counted as its own.
        QueueFigures queued = await new QueueLoad(bench.Database, options).RunAsync(
            progress.AddTask("queuing", maxValue: options.Documents), cancellation);
        IReadOnlyList<SealingRound> rounds = await new SealingLoad(options.Csd).RunAsync(
            options.Rounds, progress.AddTask("sealing", maxValue: options.Rounds), cancellation);
        StampingFigures stamped = await new StampingLoad(bench, options).RunAsync(
            progress.AddTask("stamping", maxValue: options.Stamps), cancellation);
        return new CfdiFigures(options, rounds, queued, stamped);
    }
}
