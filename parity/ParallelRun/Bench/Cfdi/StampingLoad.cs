using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Npgsql;
using Spectre.Console;
using Strangler.Cfdi.Stamping;
using Strangler.Pac;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Cfdi;

namespace Strangler.ParallelRun.Bench.Cfdi;

/// <summary>What was queued goes through the worker to a sandbox PAC, a slow process of its own.</summary>
internal sealed class StampingLoad(OwnDatabase bench, CfdiBenchOptions options)
{
    public const int InFlight = 64;

    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly int Self = Environment.ProcessId;

    public async Task<StampingFigures> RunAsync(ProgressTask task, CancellationToken cancellation)
    {
        long wanted = await LeaveAsync(cancellation);
        string certificates = Path.Combine(Repository.Scratch, "pac-sandbox");
        Directory.CreateDirectory(certificates);
        int port = FreePort.Next();
        await using ChildProcess sandbox = ChildProcess.Start(
            "pac-sandbox", "dotnet",
            [
                Environment.GetCommandLineArgs()[0], "pac-sandbox", "--port", Text(port), "--certificates",
                certificates, "--latency", Text((int)Latency.TotalMilliseconds),
            ],
            Repository.Logs);
        await sandbox.WaitForPortAsync(port, cancellation);
        using HttpClient http = PacClients.CreateHttp();
        using PacCertificates known = new(certificates);
        using Meter meter = new(StampingMetrics.MeterName);
        PacOptions pac = new(new Uri($"http://127.0.0.1:{port}/"), "bench", "bench");
        StampingWorker worker = new(
            bench.Database, [PacClients.Create("sw", pac, http)], new StampVerifier(known), StampingSettings.Usual,
            StampingLimits.Usual with { InFlight = InFlight }, new StampingMetrics(meter), TimeProvider.System);
        Stopwatch watch = Stopwatch.StartNew();
        Task work = worker.RunAsync(watch: false, cancellation);
        long first = await WatchAsync(work, wanted, task, cancellation);
        await work;
        TimeSpan elapsed = watch.Elapsed;
        long stamped = await StampedAsync(CancellationToken.None);
        return stamped == wanted
            ? new StampingFigures(stamped, elapsed, first, ResidentMemory.Peak(Self))
            : throw new CommandFailedException($"Of {wanted} documents {stamped} were stamped.");
    }

    /// <summary>What is beyond the number wanted is taken out of the queue.</summary>
    private async Task<long> LeaveAsync(CancellationToken cancellation)
    {
        await bench.ExecuteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
             UPDATE cfdi_document SET state = 'sealed' WHERE state = 'queued' AND id NOT IN (
                 SELECT id FROM cfdi_document WHERE state = 'queued' ORDER BY id LIMIT {options.Stamps})
             """), cancellation);
        await bench.ExecuteAsync("VACUUM ANALYZE cfdi_document", cancellation);
        return Math.Min(options.Stamps, options.Documents);
    }

    /// <returns>The highest memory in the first tenth.</returns>
    private async Task<long> WatchAsync(Task work, long wanted, ProgressTask task, CancellationToken cancellation)
    {
        ResidentMemory.ForgetPeak(Self);
        long first = 0;
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(Pause, cancellation));
            long stamped = await StampedAsync(cancellation);
            task.Value = stamped;
            if (first == 0 && stamped * 10 >= wanted)
            {
                first = ResidentMemory.Peak(Self);
                ResidentMemory.ForgetPeak(Self);
            }
        }

        return first == 0 ? ResidentMemory.Peak(Self) : first;
    }

    private async Task<long> StampedAsync(CancellationToken cancellation)
    {
        // By the index of numbers, which only what is stamped has.
        await using NpgsqlCommand command = bench.Database.Command(
            "SELECT count(*) FROM cfdi_document WHERE uuid IS NOT NULL");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
