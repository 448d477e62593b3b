using System.CommandLine;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.Billing;

/// <summary><c>bench billing</c>: a whole billing run beside a bare COPY of the rows it wrote.</summary>
internal static class BillingBenchCommand
{
    public static Command Create()
    {
        Option<int> contracts = RangedOption.Create(
            "--contracts", "Of the large run; the small one has a hundredth.", 400_000, 20_000, 2_000_000);
        Option<int> workers = RangedOption.Create("--workers", "Chunks at once.", 2, 1, 32);
        Option<int> chunk = RangedOption.Create("--chunk", "Contracts of one transaction.", 2_000, 100, 10_000);
        Option<bool> noWrite = new("--no-write") { Description = "Leave docs/performance.md as it is." };
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "billing", "A billing run rated, posted and stored, beside a bare COPY of the same rows.")
        {
            contracts, workers, chunk, noWrite, database,
        };
        command.SetAction((parsed, cancellation) => new BillingBench(
            new BillingBenchOptions(
                parsed.GetValue(contracts), parsed.GetValue(workers), parsed.GetValue(chunk),
                !parsed.GetValue(noWrite)),
            DatabaseOption.Value(parsed, database)).RunAsync(cancellation));
        return command;
    }
}
