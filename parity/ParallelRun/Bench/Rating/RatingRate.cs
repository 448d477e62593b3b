namespace Strangler.ParallelRun.Bench.Rating;

/// <summary>How fast one contender rates, a value per round.</summary>
/// <param name="PerSecond">Complete bills per second of processor time: what one core does.</param>
internal sealed record RatingRate(string Name, IReadOnlyList<double> PerSecond)
{
    public double Median => Middle(PerSecond);

    /// <summary>The median of an even number is the mean of the two in the middle.</summary>
    public static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
