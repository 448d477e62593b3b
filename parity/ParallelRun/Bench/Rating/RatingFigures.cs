using System.Globalization;

namespace Strangler.ParallelRun.Bench.Rating;

/// <summary>Everything one run measured, and how it stands against the targets.</summary>
/// <param name="BytesPerBill">Allocated by the engine for a bill with its readings.</param>
internal sealed record RatingFigures(
    RatingRate Engine, RatingRate Many, RatingRate Baseline, double LinesPerBill, double BytesPerBill)
{
    private const double RateTarget = 1_000_000;
    private const double BaselineTarget = 3;
    private const double LinearTarget = 0.7;
    private const double ByteTarget = 16;

    public IReadOnlyList<RatingRate> Rates => [Engine, Many, Baseline];

    public IReadOnlyList<Target> Targets()
    {
        double ahead = Ratio(Engine, Baseline);
        double linear = Ratio(Many, Engine);
        return
        [
            new Target("complete bills/s/core, with lines", $">= {Number(RateTarget)}", Number(Engine.Median),
                Engine.Median >= RateTarget),
            new Target("engine / plain decimals", Invariant($">= {BaselineTarget:F1}"), Invariant($"{ahead:F1}"),
                ahead >= BaselineTarget),
            new Target("bills/s/core, 400,000 contracts / 4,000", Invariant($">= {LinearTarget:F2}"),
                Invariant($"{linear:F2}"), linear >= LinearTarget),
            new Target("bytes allocated per bill", Invariant($"<= {ByteTarget:F0}"), Invariant($"{BytesPerBill:F1}"),
                BytesPerBill <= ByteTarget),
        ];
    }

    /// <summary>Within each round, then the median: what else the machine does falls out.</summary>
    private static double Ratio(RatingRate over, RatingRate under) =>
        RatingRate.Middle(over.PerSecond.Zip(under.PerSecond, (left, right) => left / right));

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
