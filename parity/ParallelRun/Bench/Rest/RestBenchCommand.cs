using System.CommandLine;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Rest;

/// <summary><c>bench rest</c>: JSON beside SOAP, native and passed on; and durable writes.</summary>
internal static class RestBenchCommand
{
    private const string Description =
        """
        Requests/s of JSON beside SOAP, answered natively and passed on, and the time of a durable payment at 200 a
        second, in databases of its own beside that of STRANGLER_DB.
        """;

    public static Command Create()
    {
        Option<int> duration = RangedOption.Create("--duration", "Seconds of each measurement.", 4, 1, 120);
        Option<int> rounds = RangedOption.Create("--rounds", "Interleaved rounds; medians are taken.", 5, 1, 50);
        Option<int> connections = RangedOption.Create("--connections", "Connections for throughput.", 64, 2, 1024);
        Option<bool> noWrite = new("--no-write") { Description = "Leave docs/performance.md as it is." };
        Command command = new("rest", Description) { duration, rounds, connections, noWrite };
        command.SetAction((parsed, cancellation) => RestBench.RunAsync(
            new RestBenchOptions(
                TimeSpan.FromSeconds(parsed.GetValue(duration)), parsed.GetValue(rounds),
                parsed.GetValue(connections), !parsed.GetValue(noWrite)),
            cancellation));
        return command;
    }
}
