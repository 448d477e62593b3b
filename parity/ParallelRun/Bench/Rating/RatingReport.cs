namespace Strangler.ParallelRun.Bench.Rating;

/// <summary>Beside the targets, each contender with its lowest and highest.</summary>
internal sealed class RatingReport(RatingBenchOptions options, RatingFigures figures) : BenchReport("rating")
{
    private static readonly string[] RateHeads = [" ", "bills/s/core", "lowest to highest"];

    protected override IReadOnlyList<Target> Targets => [.. figures.Targets()];

    protected override string Circumstances =>
        Text($"{Here}; {options.Rounds} interleaved rounds of {options.Duration.TotalSeconds:F0} s on one thread, per ")
        + Text($"second of processor time; readings to quantity included; {figures.LinesPerBill:F1} lines a bill.");

    protected override IEnumerable<BenchTable> Tables =>
    [
        .. base.Tables,
        new BenchTable(RateHeads, figures.Rates.Select(rate => (string[])
        [
            rate.Name, Text($"{rate.Median:N0}"), Text($"{rate.PerSecond.Min():N0} to {rate.PerSecond.Max():N0}"),
        ])),
    ];

    protected override BenchChart Chart => new(
        "Complete bills per second and core", [.. figures.Rates.Select(rate => (rate.Name, rate.Median))], "/s");
}
