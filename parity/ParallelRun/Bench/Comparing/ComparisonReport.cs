using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Strangler.ParallelRun.Bench.Comparing;

/// <summary>The figures for the eye: a table on the terminal, the same in docs/performance.md with a chart.</summary>
internal sealed class ComparisonReport(
    ComparisonBenchOptions options, ComparisonFigures figures, Machine machine, DateTimeOffset measured)
{
    private const string Name = "parity";
    private const string Chart = "bench-parity.svg";

    public void Print(IAnsiConsole console)
    {
        Table table = new Table().AddColumns("target", "limit", "measured", "lowest to highest", "");
        foreach (string[] row in Rows())
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.MarkupLineInterpolated($"{Circumstances}");
        console.Write(table);
    }

    public async Task WriteAsync(CancellationToken cancellation)
    {
        await PerformancePage.WriteAsync(Name, ToMarkdown(), cancellation);
        string chart = BarChart.Draw(
            "Comparisons per second and core", [.. figures.Rates.Select(rate => (Short(rate.Name), rate.Median))],
            "/s");
        await File.WriteAllTextAsync(
            Path.Combine(Path.GetDirectoryName(PerformancePage.File)!, Chart), chart, cancellation);
    }

    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"`./strangler bench parity`, {Circumstances}").AppendLine();
        text.AppendLine("| target | limit | measured | lowest to highest | |").AppendLine("|---|---|---|---|---|");
        foreach (string[] row in Rows())
        {
            text.Append("| ").AppendJoin(" | ", row).AppendLine(" |");
        }

        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"![Comparisons per second and core]({Chart})");
        return text.ToString();
    }

    private string Circumstances => string.Create(
        CultureInfo.InvariantCulture,
        $"{measured:yyyy-MM-dd}, {machine}; {options.Rounds} interleaved rounds of "
        + $"{options.Duration.TotalSeconds:F0} s on one thread, per second of processor time; answers of "
        + $"{figures.Bytes} bytes, both read every time (of two that are the same to the byte, one).");

    private IEnumerable<string[]> Rows() => figures.Targets().Zip(figures.Rates, (target, rate) => (string[])
    [
        target.Promise, target.Limit, target.Measured,
        string.Create(CultureInfo.InvariantCulture, $"{rate.PerSecond.Min():N0} to {rate.PerSecond.Max():N0}"),
        target.Verdict,
    ]);

    private static string Short(string name) => name.Split(',')[^1].Trim() is { Length: <= 20 } end ? end : name[..20];
}
