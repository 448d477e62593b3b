namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>Everything one run measured, and how it stands against the targets.</summary>
/// <param name="LargeBodies">Null where the gateway was left out.</param>
/// <param name="LoadedPeak">
/// Highest resident memory of a gateway with all routes and contracts, bytes; null where all were left out.
/// </param>
internal sealed record ForwardingFigures(
    IReadOnlyList<ContenderFigures> Contenders, LargeBodyFigures? LargeBodies, long? LoadedPeak = null)
{
    private const double ThroughputTarget = 0.95;
    private const double LatencyTargetMilliseconds = 1.0;
    private const double ShadowTarget = 0.80;
    private const double NativeTarget = 1.4;
    private const double HungTarget = 1.10;
    private const long MemoryTarget = 300 * Megabyte;
    private const long GrowthTarget = 32 * Megabyte;
    private const long LoadedTarget = 400 * Megabyte;
    private const long Megabyte = 1024 * 1024;

    /// <summary>Of what was measured.</summary>
    public IReadOnlyList<Target> Targets() => [.. Forwarding(), .. Memory(), .. Routed()];

    /// <summary>Of each round its own ratio: what disturbs a shared machine disturbs neighbours alike.</summary>
    public double ThroughputRatio => Ratio(Contender.Gateway, Contender.PlainYarp, of => of.RequestsPerSecond);

    public double LatencyDifference =>
        Median(Rounds(Contender.Gateway, Contender.PlainYarp, of => of.Percentile99, (ours, plain) => ours - plain));

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private IEnumerable<Target> Forwarding() => !Has(Contender.Gateway, Contender.PlainYarp) ? [] :
    [
        new("requests/s, gateway / plain YARP", $">= {ThroughputTarget:F2}", $"{ThroughputRatio:F3}",
            ThroughputRatio >= ThroughputTarget),
        new("p99, gateway - plain YARP", $"<= {LatencyTargetMilliseconds:F1} ms",
            $"{LatencyDifference:+0.00;-0.00} ms", LatencyDifference <= LatencyTargetMilliseconds),
    ];

    private IEnumerable<Target> Memory()
    {
        if (LargeBodies is { } bodies)
        {
            yield return new(
                $"memory, highest, {bodies.Sent / Megabyte} MB each way", $"< {MemoryTarget / Megabyte} MB",
                $"{bodies.HighestPeak / Megabyte} MB", bodies.HighestPeak < MemoryTarget);
            yield return new("memory, growth from the first tenth of those bodies to the rest",
                $"<= {GrowthTarget / Megabyte} MB", $"{bodies.Growth / Megabyte:+0;-0;0} MB",
                bodies.Growth <= GrowthTarget);
        }

        if (LoadedPeak is { } loaded)
        {
            yield return new(
                $"memory, highest, {BenchDatabase.Contracts:N0} contracts and {BenchDatabase.Routes:N0} routes",
                $"< {LoadedTarget / Megabyte} MB", $"{loaded / Megabyte} MB", loaded < LoadedTarget);
        }
    }

    private IEnumerable<Target> Routed()
    {
        if (Has(Contender.Shadow, Contender.GatewayDebts))
        {
            yield return AtLeast(
                "requests/s, shadow / gateway", ShadowTarget,
                Ratio(Contender.Shadow, Contender.GatewayDebts, of => of.RequestsPerSecond));
        }

        if (Has(Contender.Native, Contender.PlainYarpDebts))
        {
            yield return AtLeast(
                "requests/s, native / plain YARP", NativeTarget,
                Ratio(Contender.Native, Contender.PlainYarpDebts, of => of.RequestsPerSecond));
        }

        if (Has(Contender.NativeShadowHung, Contender.NativeShadow))
        {
            yield return Below("p50, candidate hung / well", Hung(of => of.Percentile50));
            yield return Below("p99, candidate hung / well", Hung(of => of.Percentile99));
        }
    }

    private double Hung(Func<ContenderFigures, List<double>> values) =>
        Ratio(Contender.NativeShadowHung, Contender.NativeShadow, values);

    private static Target AtLeast(string promise, double limit, double ratio) =>
        new(promise, $">= {limit:F2}", $"{ratio:F3}", ratio >= limit);

    private static Target Below(string promise, double ratio) =>
        new(promise, $"< {HungTarget:F2}", $"{ratio:F3}", ratio < HungTarget);

    private double Ratio(string ours, string theirs, Func<ContenderFigures, List<double>> values) =>
        Median(Rounds(ours, theirs, values, (one, other) => one / other));

    private IEnumerable<double> Rounds(
        string ours, string theirs, Func<ContenderFigures, List<double>> values,
        Func<double, double, double> compare) =>
        values(Of(ours)).Zip(values(Of(theirs)), compare);

    private bool Has(params string[] names) =>
        names.All(name => Contenders.Any(figures => figures.Name == name));

    private ContenderFigures Of(string name) => Contenders.Single(figures => figures.Name == name);
}
