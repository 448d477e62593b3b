namespace Strangler.ParallelRun.Bench.Ledger;

/// <summary>How fast one thing went, a value per round.</summary>
internal sealed record LedgerRate(string Name, IReadOnlyList<double> PerSecond)
{
    public double Median
    {
        get
        {
            double[] sorted = [.. PerSecond.Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }
}
