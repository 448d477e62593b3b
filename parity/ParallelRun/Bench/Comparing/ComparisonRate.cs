namespace Strangler.ParallelRun.Bench.Comparing;

/// <summary>How fast one kind of pair is judged, a value per round.</summary>
/// <param name="PerSecond">Comparisons per second of processor time: what one core does, whatever else runs.</param>
internal sealed record ComparisonRate(string Name, IReadOnlyList<double> PerSecond)
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
