using System.CommandLine;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>
/// <c>bench gateway</c>: pass-through beside nginx, haproxy and plain YARP, large bodies; shadow and native.
/// </summary>
internal static class ForwardingBenchCommand
{
    private const string Description =
        """
        Requests/s and p99 beside backend, nginx, haproxy and plain YARP; memory with 5 MB bodies; shadow, native and
        native-shadow with 400,000 contracts and 10,000 routes, in a database of its own beside that of STRANGLER_DB.
        """;

    public static Command Create()
    {
        Option<int> duration = RangedOption.Create("--duration", "Seconds of each measurement.", 4, 1, 120);
        Option<int> rounds = RangedOption.Create("--rounds", "Interleaved rounds; medians are taken.", 5, 1, 50);
        Option<int> connections = RangedOption.Create("--connections", "Connections for throughput.", 64, 2, 1024);
        Option<bool> noWrite = new("--no-write") { Description = "Leave docs/performance.md as it is." };
        Option<string[]> only = new("--only")
        {
            Description = "Measure only these; the figures are then not written.",
            AllowMultipleArgumentsPerToken = true,
        };
        only.AcceptOnlyFromAmong([.. Contender.Names.Select(Contender.OptionOf)]);
        Command command = new("gateway", Description) { duration, rounds, connections, only, noWrite };
        command.SetAction((parsed, cancellation) => ForwardingBench.RunAsync(
            new ForwardingBenchOptions(
                TimeSpan.FromSeconds(parsed.GetValue(duration)), parsed.GetValue(rounds),
                parsed.GetValue(connections), !parsed.GetValue(noWrite) && parsed.GetValue(only) is null or [],
                Chosen(parsed.GetValue(only))),
            cancellation));
        return command;
    }

    private static IReadOnlyList<string> Chosen(string[]? only) => only is null or []
        ? Contender.Names
        : [.. Contender.Names.Where(name => only.Contains(Contender.OptionOf(name)))];
}
