using System.CommandLine;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Comparing;

/// <summary><c>bench parity</c>: how many answers of 2 KB one core compares in a second.</summary>
internal static class ComparisonBenchCommand
{
    public static Command Create()
    {
        Option<int> duration = RangedOption.Create("--duration", "Seconds of each measurement.", 2, 1, 60);
        Option<int> rounds = RangedOption.Create("--rounds", "Interleaved rounds; medians are taken.", 5, 1, 50);
        Option<bool> noWrite = new("--no-write") { Description = "Leave docs/performance.md as it is." };
        Command command = new(
            "parity", "Comparisons per second and core, of answers that are the same and that differ.")
        {
            duration, rounds, noWrite,
        };
        command.SetAction((parsed, cancellation) => new ComparisonBench(new ComparisonBenchOptions(
            TimeSpan.FromSeconds(parsed.GetValue(duration)), parsed.GetValue(rounds), !parsed.GetValue(noWrite)))
            .RunAsync(cancellation));
        return command;
    }
}
