namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>Everything one run measured, and how it stands against the targets.</summary>
internal sealed record ForwardingFigures(IReadOnlyList<ContenderFigures> Contenders, LargeBodyFigures LargeBodies)
{
    private const double ThroughputTarget = 0.95;
    private const double LatencyTargetMilliseconds = 1.0;
    private const long MemoryTarget = 300 * Megabyte;
    private const long GrowthTarget = 32 * Megabyte;
    private const long Megabyte = 1024 * 1024;

    public IReadOnlyList<Target> Targets() =>
    [
        new("requests/s, gateway / plain YARP", $">= {ThroughputTarget:F2}", $"{ThroughputRatio:F3}",
            ThroughputRatio >= ThroughputTarget),
        new("p99, gateway - plain YARP", $"<= {LatencyTargetMilliseconds:F1} ms",
            $"{LatencyDifference:+0.00;-0.00} ms", LatencyDifference <= LatencyTargetMilliseconds),
        new($"memory, highest, {LargeBodies.Sent / Megabyte} MB each way", $"< {MemoryTarget / Megabyte} MB",
            $"{LargeBodies.HighestPeak / Megabyte} MB", LargeBodies.HighestPeak < MemoryTarget),
        new("memory, growth from the first tenth of those bodies to the rest", $"<= {GrowthTarget / Megabyte} MB",
            $"{LargeBodies.Growth / Megabyte:+0;-0;0} MB", LargeBodies.Growth <= GrowthTarget),
    ];

    /// <summary>Of each round its own ratio: what disturbs a shared machine disturbs neighbours alike.</summary>
    public double ThroughputRatio =>
        Median(Rounds(figures => figures.RequestsPerSecond, (ours, plain) => ours / plain));

    public double LatencyDifference =>
        Median(Rounds(figures => figures.Percentile99, (ours, plain) => ours - plain));

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private IEnumerable<double> Rounds(
        Func<ContenderFigures, List<double>> values, Func<double, double, double> compare) =>
        values(Of(Contender.Gateway)).Zip(values(Of(Contender.PlainYarp)), compare);

    private ContenderFigures Of(string name) => Contenders.Single(figures => figures.Name == name);
}
