using System.CommandLine;
using Strangler.Cfdi.Sealing;
using Strangler.ParallelRun.Cfdi;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Cfdi;

/// <summary><c>bench cfdi</c>: sealing beside openssl, a month's invoices queued, and the stamping pipeline.</summary>
internal static class CfdiBenchCommand
{
    private const int QuickRounds = 1;
    private const int QuickDocuments = 4_000;
    private const int QuickStamps = 2_000;

    public static Command Create()
    {
        Option<int> rounds = RangedOption.Create(
            "--rounds", "Rounds of sealing beside openssl; the median is taken.", 5, 1, 50);
        Option<int> documents = RangedOption.Create(
            "--documents", "Built, sealed, judged and queued.", 400_000, 1_000, 2_000_000);
        Option<int> workers = RangedOption.Create("--workers", "Threads that do so.", 2, 1, 32);
        Option<int> stamps = RangedOption.Create("--stamps", "Documents the sandbox stamps.", 20_000, 1_000, 400_000);
        Option<bool> quick = new("--quick") { Description = "One round, few documents; nothing is written." };
        Option<bool> noWrite = new("--no-write") { Description = "Leave docs/performance.md as it is." };
        CsdOptions csd = new();
        Command command = new(
            "cfdi", "Fiscal documents sealed a second and core beside openssl, queued in bulk, stamped by the sandbox.")
        {
            rounds, documents, workers, stamps, quick, noWrite,
        };
        csd.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using Csd key = await KeyAsync(csd, parsed, cancellation);
            bool isQuick = parsed.GetValue(quick);
            return await new CfdiBench(new CfdiBenchOptions(
                isQuick ? QuickRounds : parsed.GetValue(rounds), isQuick ? QuickDocuments : parsed.GetValue(documents),
                parsed.GetValue(workers), isQuick ? QuickStamps : parsed.GetValue(stamps), key,
                !isQuick && !parsed.GetValue(noWrite)))
                .RunAsync(cancellation);
        });
        return command;
    }

    /// <summary>The one that is named, else one made here.</summary>
    private static Task<Csd> KeyAsync(CsdOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return options.IsNamed(parsed)
            ? options.ReadAsync(parsed, now, cancellation) : Task.FromResult(SelfMadeCsd.Make(now).Open());
    }
}
