namespace Strangler.ParallelRun.Bench.Comparing;

/// <summary>Each target with the lowest and highest rate that was measured for it.</summary>
internal sealed class ComparisonReport(ComparisonBenchOptions options, ComparisonFigures figures)
    : BenchReport("parity")
{
    private static readonly string[] Heads = ["target", "limit", "measured", "lowest to highest", " "];

    protected override IReadOnlyList<Target> Targets => [.. figures.Targets()];

    protected override string Circumstances =>
        Text($"{Here}; {options.Rounds} interleaved rounds of {options.Duration.TotalSeconds:F0} s on one thread, per ")
        + Text($"second of processor time; answers of {figures.Bytes} bytes, both read every time (of two that are ")
        + "the same to the byte, one).";

    protected override IEnumerable<BenchTable> Tables => [new BenchTable(Heads, Rows())];

    protected override BenchChart Chart => new(
        "Comparisons per second and core", [.. figures.Rates.Select(rate => (Short(rate.Name), rate.Median))], "/s");

    private IEnumerable<string[]> Rows() => Targets.Zip(figures.Rates, (target, rate) => (string[])
    [
        target.Promise, target.Limit, target.Measured,
        Text($"{rate.PerSecond.Min():N0} to {rate.PerSecond.Max():N0}"), target.Verdict,
    ]);

    private static string Short(string name) => name.Split(',')[^1].Trim() is { Length: <= 20 } end ? end : name[..20];
}
