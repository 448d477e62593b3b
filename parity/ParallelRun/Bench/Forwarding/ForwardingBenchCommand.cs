using System.CommandLine;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary><c>bench gateway</c>: pass-through beside nginx, haproxy and plain YARP, and large bodies.</summary>
internal static class ForwardingBenchCommand
{
    public static Command Create()
    {
        Option<int> duration = RangedOption.Create("--duration", "Seconds of each measurement.", 4, 1, 120);
        Option<int> rounds = RangedOption.Create("--rounds", "Interleaved rounds; medians are taken.", 5, 1, 50);
        Option<int> connections = RangedOption.Create("--connections", "Connections for throughput.", 64, 2, 1024);
        Option<bool> noWrite = new("--no-write") { Description = "Leave docs/performance.md as it is." };
        Command command = new(
            "gateway", "Requests/s and p99 beside backend, nginx, haproxy and plain YARP; memory with 5 MB bodies.")
        {
            duration, rounds, connections, noWrite,
        };
        command.SetAction((parsed, cancellation) => ForwardingBench.RunAsync(
            new ForwardingBenchOptions(
                TimeSpan.FromSeconds(parsed.GetValue(duration)), parsed.GetValue(rounds),
                parsed.GetValue(connections), !parsed.GetValue(noWrite)),
            cancellation));
        return command;
    }
}
