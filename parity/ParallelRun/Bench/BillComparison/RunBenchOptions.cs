namespace Strangler.ParallelRun.Bench.BillComparison;

/// <param name="Contracts">Of the large extract.</param>
/// <param name="Write">Whether docs/performance.md is rewritten.</param>
internal sealed record RunBenchOptions(int Contracts, int Workers, bool Write)
{
    public int SmallContracts => Contracts / 100;
}
