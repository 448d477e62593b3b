namespace Strangler.ParallelRun.Bench.Billing;

/// <param name="Contracts">Of the large run.</param>
/// <param name="Chunk">Contracts of one transaction.</param>
/// <param name="Write">Whether docs/performance.md is rewritten.</param>
internal sealed record BillingBenchOptions(int Contracts, int Workers, int Chunk, bool Write)
{
    public int SmallContracts => Contracts / 100;
}
