using System.CommandLine;
using System.Diagnostics.Metrics;
using Strangler.Cfdi.Stamping;
using Strangler.Pac;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Cfdi;

namespace Strangler.ParallelRun.Cfdi;

/// <summary><c>cfdi stamp</c>: stamps what is queued, by the PACs that the environment names.</summary>
internal static class StampCommand
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    public static Command Create(Func<string, string?> read)
    {
        Option<bool> watch = new("--watch") { Description = "Go on until Ctrl-C; else until nothing is due." };
        Option<int> inFlight = RangedOption.Create(
            "--in-flight", "Documents at PACs at once.", StampingLimits.Usual.InFlight, 1, StampingLimits.MostInFlight);
        Option<DirectoryInfo?> certificates = PacOption.Certificates();
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "stamp", "Stamp what is queued; STRANGLER_PACS names the PACs (docs/cfdi-stamping.md).")
        {
            watch, inFlight, certificates, database,
        };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                using PacCertificates known = PacOption.Open(parsed, certificates, read);
                using HttpClient http = PacClients.CreateHttp();
                return await RunAsync(
                    open, PacOption.Pacs(http, read), known, parsed.GetValue(inFlight), parsed.GetValue(watch), output,
                    cancellation);
            },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        Database database, IReadOnlyList<IPac> pacs, PacCertificates known, int inFlight, bool watch, TextWriter output,
        CancellationToken cancellation)
    {
        using Meter meter = new(StampingMetrics.MeterName);
        StampingWorker worker = new(
            database, pacs, new StampVerifier(known), StampingSettings.Usual,
            StampingLimits.Usual with { InFlight = inFlight }, new StampingMetrics(meter), TimeProvider.System);
        CfdiQueries queries = new(database);
        Task work = worker.RunAsync(watch, cancellation);
        while (await Task.WhenAny(work, Task.Delay(ReportEvery, CancellationToken.None)) != work)
        {
            await ReportAsync(queries, output);
        }

        await work;
        await ReportAsync(queries, output);
        return cancellation.IsCancellationRequested && !watch ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static async Task ReportAsync(CfdiQueries queries, TextWriter output)
    {
        IReadOnlyDictionary<string, long> counts = await queries.CountAsync(CancellationToken.None);
        await output.WriteLineAsync(string.Join("  ", counts.Select(count => $"{count.Key} {count.Value:N0}")));
    }
}
