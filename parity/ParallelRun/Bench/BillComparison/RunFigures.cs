using System.Globalization;

namespace Strangler.ParallelRun.Bench.BillComparison;

/// <param name="Memory">The highest while the large extract was imported and compared, in bytes.</param>
/// <param name="BareWrite">The large extract copied in bare.</param>
/// <param name="BareRead">What its comparison reads copied out bare.</param>
internal sealed record RunFigures(
    RunBenchOptions Options, RunMeasure Small, RunMeasure Large, long Memory, TimeSpan BareWrite, TimeSpan BareRead)
{
    private const double MostCompareSeconds = 120;
    private const double MostImportSeconds = 180;
    private const double UsualContracts = 400_000;
    private const double MostMemory = 1.5 * 1024 * 1024 * 1024;
    private const double MostGrowth = 1.5;

    public double BillsPerSecond => Large.Bills / Large.Compare.TotalSeconds;

    /// <summary>Of a bill, in microseconds, causes included.</summary>
    public double ProcessorPerBill => Large.Processor.TotalMicroseconds / Large.Bills;

    public double RowsPerSecond => Large.Rows / Large.Import.TotalSeconds;

    /// <summary>Time of a bill in the large run, to that in the small one; below 1 where the start weighs in.</summary>
    public double CompareGrowth =>
        Large.Compare.TotalSeconds / Large.Bills / (Small.Compare.TotalSeconds / Small.Bills);

    public double ImportGrowth =>
        Large.Import.TotalSeconds / Large.Rows / (Small.Import.TotalSeconds / Small.Rows);

    public IReadOnlyList<Target> Targets()
    {
        double share = Options.Contracts / UsualContracts;
        return
        [
            AtMost(Text($"{Large.Bills:N0} bills worked out and compared"), Large.Compare, MostCompareSeconds * share),
            AtMost(Text($"import of that extract, {Large.Rows:N0} rows"), Large.Import, MostImportSeconds * share),
            new("memory, highest of both", "< 1,536 MB", Text($"{Memory / 1024 / 1024:N0} MB"), Memory < MostMemory),
            Growth("bill compared", CompareGrowth), Growth("row imported", ImportGrowth),
        ];
    }

    private Target Growth(string what, double growth) => new(
        Text($"time of a {what}, {Options.Contracts:N0} / {Options.SmallContracts:N0} contracts"),
        Text($"<= {MostGrowth:F1}"), Text($"{growth:F2}"), growth <= MostGrowth);

    private static Target AtMost(string promise, TimeSpan took, double seconds) => new(
        promise, Text($"<= {seconds:F0} s"), Text($"{took.TotalSeconds:F1} s"), took.TotalSeconds <= seconds);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
