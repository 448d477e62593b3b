using System.CommandLine;
using System.Diagnostics.Metrics;
using Strangler.Cfdi.Stamping;
using Strangler.Core.Identity;
using Strangler.Pac;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Cfdi.Setup;
using Strangler.Postgres.Cfdi.Watching;

namespace Strangler.ParallelRun.Cfdi;

/// <summary><c>cfdi watch</c>: what the gateway does by itself, from the command line, until Ctrl-C.</summary>
internal static class WatchCommand
{
    private const string All = "all";
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    private static readonly Option<string?> Issue = new("--issue")
    {
        Description = "Also issue invoices and notes as they are posted: of groups like 1/M08,1/M09, or of all.",
    };

    private static readonly Option<string> Global = new("--global")
    {
        Description = "Also put receipts of the public together, once a span has ended.",
        DefaultValueFactory = _ => "none",
    };

    private static readonly Option<int> Every = RangedOption.Create(
        "--every", "Seconds between two looks at the books.", 300, 1, 86_400);

    public static Command Create(Func<string, string?> read)
    {
        Option<DirectoryInfo?> certificates = PacOption.Certificates();
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "watch", "Let fiscal documents run by themselves until Ctrl-C: complements, stamps, cancellations.")
        {
            Issue, Global, Every, certificates, database,
        };
        Global.AcceptOnlyFromAmong("none", "day", "week", "fortnight", "month");
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(
            parsed, database,
            async (open, output) =>
            {
                IssuerSetup setup = new(read);
                await setup.ProfileAsync(null, cancellation);
                (await setup.Files.ReadAsync(TimeProvider.System.GetUtcNow(), cancellation)).Dispose();
                using HttpClient http = PacClients.CreateHttp();
                using PacCertificates known = PacOption.Open(parsed, certificates, read);
                using Meter meter = new(StampingMetrics.MeterName);
                CfdiWatch watch = new(
                    open, setup, PacOption.Pacs(http, read), new StampVerifier(known), StampingLimits.Usual,
                    Settings(parsed), new StampingMetrics(meter), new WatchMetrics(meter),
                    new LineLogger(parsed.InvocationConfiguration.Error), TimeProvider.System);
                await output.WriteLineAsync("Watching; Ctrl-C ends it.");
                await ReportAsync(open, watch.RunAsync(cancellation), output);
                return ExitCode.Done;
            },
            cancellation));
        return command;
    }

    private static WatchSettings Settings(ParseResult parsed)
    {
        TimeSpan every = TimeSpan.FromSeconds(parsed.GetValue(Every));
        return new WatchSettings
        {
            ComplementsEvery = every,
            IssueEvery = every,
            PursueEvery = every,
            Issues = parsed.GetValue(Issue) is not null,
            Groups = Groups(parsed.GetValue(Issue)),
            SpanOf = WatchSettings.SpanNamed(parsed.GetValue(Global)!),
        };
    }

    private static BillingGroup[] Groups(string? text) => text is null or All
        ? [] : [.. text.Split(',', StringSplitOptions.TrimEntries).Select(ScopeText.Group)];

    /// <summary>The counts, whenever they have changed.</summary>
    private static async Task ReportAsync(Database database, Task work, TextWriter output)
    {
        CfdiQueries queries = new(database);
        string last = "";
        while (await Task.WhenAny(work, Task.Delay(ReportEvery, CancellationToken.None)) != work)
        {
            string now = await CountsAsync(queries);
            if (now != last)
            {
                await output.WriteLineAsync(last = now);
            }
        }

        await work;
        await output.WriteLineAsync($"Ended. {await CountsAsync(queries)}");
    }

    private static async Task<string> CountsAsync(CfdiQueries queries) => string.Join(
        "  ", (await queries.CountAsync(CancellationToken.None)).Select(count => $"{count.Key} {count.Value:N0}"));
}
