using System.CommandLine;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench.BillComparison;

/// <summary><c>bench parallel-run</c>: an extract imported, billed natively and compared, beside bare copies.</summary>
internal static class RunBenchCommand
{
    public static Command Create()
    {
        Option<int> contracts = RangedOption.Create(
            "--contracts", "Of the large extract; the small one has a hundredth.", 400_000, 20_000, 1_000_000);
        Option<int> workers = RangedOption.Create("--workers", "Ranges of contracts at once.", 2, 1, 12);
        Option<bool> noWrite = new("--no-write") { Description = "Leave docs/performance.md as it is." };
        Option<string?> database = DatabaseOption.Create();
        Command command = new(
            "parallel-run", "An extract imported, billed natively and compared bill by bill, beside bare copies.")
        {
            contracts, workers, noWrite, database,
        };
        command.SetAction((parsed, cancellation) => new RunBench(
            new RunBenchOptions(parsed.GetValue(contracts), parsed.GetValue(workers), !parsed.GetValue(noWrite)),
            DatabaseOption.Value(parsed, database)).RunAsync(cancellation));
        return command;
    }
}
