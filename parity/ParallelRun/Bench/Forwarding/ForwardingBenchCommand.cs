using System.CommandLine;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary><c>bench gateway</c>: pass-through beside nginx, haproxy and plain YARP, and large bodies.</summary>
internal static class ForwardingBenchCommand
{
    public static Command Create()
    {
        Option<int> duration = Ranged("--duration", "Seconds of each measurement.", 4, 1, 120);
        Option<int> rounds = Ranged("--rounds", "Interleaved rounds; medians are taken over them.", 5, 1, 50);
        Option<int> connections = Ranged("--connections", "Connections when throughput is measured.", 64, 2, 1024);
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

    private static Option<int> Ranged(string name, string description, int usual, int lowest, int highest)
    {
        Option<int> option = new(name)
        {
            Description = $"{description} {lowest} to {highest}.",
            DefaultValueFactory = _ => usual,
        };
        option.Validators.Add(result =>
        {
            // A value that is not a number has been reported by then, and reading it again would throw.
            if (!result.Errors.Any() && result.GetValueOrDefault<int>() is var value && (value < lowest || value > highest))
            {
                result.AddError($"{name} must be between {lowest} and {highest}.");
            }
        });
        return option;
    }
}
