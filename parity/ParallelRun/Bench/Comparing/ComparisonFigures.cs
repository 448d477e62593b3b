using System.Globalization;

namespace Strangler.ParallelRun.Bench.Comparing;

/// <summary>Everything one run measured, and how it stands against the target.</summary>
internal sealed record ComparisonFigures(int Bytes, IReadOnlyList<ComparisonRate> Rates)
{
    private const double RateTarget = 20_000;

    /// <summary>For every kind: the target is not met by comparing what is the same to the byte.</summary>
    public IReadOnlyList<Target> Targets() =>
    [
        .. Rates.Select(rate => new Target(
            $"comparisons/s/core, {rate.Name}", $">= {Number(RateTarget)}", Number(rate.Median),
            rate.Median >= RateTarget)),
    ];

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
