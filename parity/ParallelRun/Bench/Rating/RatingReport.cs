using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Strangler.ParallelRun.Bench.Rating;

/// <summary>The figures for the eye: a table on the terminal, the same in docs/performance.md with a chart.</summary>
internal sealed class RatingReport(
    RatingBenchOptions options, RatingFigures figures, Machine machine, DateTimeOffset measured)
{
    private const string Name = "rating";
    private const string Chart = "bench-rating.svg";

    public void Print(IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"{Circumstances}");
        Table targets = new Table().AddColumns("target", "limit", "measured", "");
        foreach (Target target in figures.Targets())
        {
            targets.AddRow([.. new[] { target.Promise, target.Limit, target.Measured, target.Verdict }
                .Select(Markup.Escape)]);
        }

        console.Write(targets);
        Table rates = new Table().AddColumns("", "bills/s/core", "lowest to highest");
        foreach (RatingRate rate in figures.Rates)
        {
            rates.AddRow(rate.Name, Number(rate.Median), Range(rate));
        }

        console.Write(rates);
    }

    public async Task WriteAsync(CancellationToken cancellation)
    {
        await PerformancePage.WriteAsync(Name, ToMarkdown(), cancellation);
        string chart = BarChart.Draw(
            "Complete bills per second and core", [.. figures.Rates.Select(rate => (rate.Name, rate.Median))], "/s");
        await File.WriteAllTextAsync(
            Path.Combine(Path.GetDirectoryName(PerformancePage.File)!, Chart), chart, cancellation);
    }

    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"`./strangler bench rating`, {Circumstances}").AppendLine();
        text.AppendLine("| target | limit | measured | |").AppendLine("|---|---|---|---|");
        foreach (Target target in figures.Targets())
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {target.Promise} | {target.Limit} | {target.Measured} | {target.Verdict} |");
        }

        text.AppendLine().AppendLine("| | bills/s/core | lowest to highest |").AppendLine("|---|---|---|");
        foreach (RatingRate rate in figures.Rates)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {rate.Name} | {Number(rate.Median)} | {Range(rate)} |");
        }

        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"![Complete bills per second and core]({Chart})");
        return text.ToString();
    }

    private string Circumstances => string.Create(
        CultureInfo.InvariantCulture,
        $"{measured:yyyy-MM-dd}, {machine}; {options.Rounds} interleaved rounds of "
        + $"{options.Duration.TotalSeconds:F0} s on one thread, per second of processor time; readings to quantity "
        + $"included; {figures.LinesPerBill:F1} lines a bill.");

    private static string Range(RatingRate rate) => $"{Number(rate.PerSecond.Min())} to {Number(rate.PerSecond.Max())}";

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
