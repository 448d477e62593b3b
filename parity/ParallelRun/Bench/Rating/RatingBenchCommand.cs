using System.CommandLine;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Rating;

/// <summary><c>bench rating</c>: how many complete bills one core rates in a second.</summary>
internal static class RatingBenchCommand
{
    public static Command Create()
    {
        Option<int> duration = RangedOption.Create("--duration", "Seconds of each measurement.", 2, 1, 60);
        Option<int> rounds = RangedOption.Create("--rounds", "Interleaved rounds; medians are taken.", 5, 1, 50);
        Option<bool> noWrite = new("--no-write") { Description = "Leave docs/performance.md as it is." };
        Command command = new("rating", "Complete bills per second and core, from readings to lines.")
        {
            duration, rounds, noWrite,
        };
        command.SetAction((parsed, cancellation) => new RatingBench(new RatingBenchOptions(
            TimeSpan.FromSeconds(parsed.GetValue(duration)), parsed.GetValue(rounds), !parsed.GetValue(noWrite)))
            .RunAsync(cancellation));
        return command;
    }
}
