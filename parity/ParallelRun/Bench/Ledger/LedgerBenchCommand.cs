using System.CommandLine;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Ledger;

/// <summary><c>bench ledger</c>: postings in batches and single durable entries, beside PostgreSQL alone.</summary>
internal static class LedgerBenchCommand
{
    public static Command Create()
    {
        Option<int> duration = RangedOption.Create("--duration", "Seconds of each measurement.", 4, 1, 60);
        Option<int> rounds = RangedOption.Create("--rounds", "Interleaved rounds; medians are taken.", 5, 1, 50);
        Option<int> callers = RangedOption.Create("--callers", "Who post single entries at once.", 64, 1, 1_000);
        Option<bool> noWrite = new("--no-write") { Description = "Leave docs/performance.md as it is." };
        Command command = new(
            "ledger", "Postings per second in batches, and durable single entries per second, beside bare statements.")
        {
            duration, rounds, callers, noWrite,
        };
        command.SetAction((parsed, cancellation) => new LedgerBench(new LedgerBenchOptions(
            TimeSpan.FromSeconds(parsed.GetValue(duration)), parsed.GetValue(rounds), parsed.GetValue(callers),
            !parsed.GetValue(noWrite)))
            .RunAsync(cancellation));
        return command;
    }
}
