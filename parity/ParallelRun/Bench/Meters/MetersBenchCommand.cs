using System.CommandLine;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Meters;

/// <summary><c>bench meters</c>: readings from a broker to rated rows.</summary>
internal static class MetersBenchCommand
{
    private const string Description =
        """
        Readings/s persisted, deduplicated, rated and acknowledged, beside the broker alone; the time from sending to
        keeping at a steady rate; a backlog. With a broker of its own, and a database beside that of STRANGLER_DB.
        """;

    public static Command Create()
    {
        Option<int> meters = RangedOption.Create("--meters", "Simulated meters.", 10_000, 100, 1_000_000);
        Option<int> readings = RangedOption.Create(
            "--readings", "Readings of the throughput.", 400_000, 10_000, 100_000_000);
        Option<int> seconds = RangedOption.Create("--duration", "Seconds of the steady rate.", 20, 1, 600);
        Option<int> backlog = RangedOption.Create("--backlog", "Messages of the backlog.", 1_000_000, 0, 5_000_000);
        Option<bool> noWrite = new("--no-write") { Description = "Leave docs/performance.md as it is." };
        Command command = new("meters", Description) { meters, readings, seconds, backlog, noWrite };
        command.SetAction((parsed, cancellation) => MetersBench.RunAsync(
            new MetersBenchOptions(
                parsed.GetValue(meters), parsed.GetValue(readings), TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                parsed.GetValue(backlog), !parsed.GetValue(noWrite)),
            cancellation));
        return command;
    }
}
