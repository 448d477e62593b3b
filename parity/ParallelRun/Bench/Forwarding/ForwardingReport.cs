using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>
/// The figures for the eye: two tables on the terminal, the same in docs/performance.md with a chart.
/// </summary>
internal sealed class ForwardingReport(
    ForwardingBenchOptions options, ForwardingFigures figures, Machine machine, DateTimeOffset measured)
{
    private const string Name = "gateway";
    private const string Chart = "bench-gateway.svg";

    private static readonly string[] Columns =
        ["", "requests/s", "lowest to highest", "CPU µs/request", "p50 ms", "p99 ms"];

    private static readonly string[] TargetColumns = ["target", "limit", "measured", ""];

    public void Print(IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"{Circumstances}");
        console.Write(ToTable(Columns, Rows()));
        console.Write(ToTable(TargetColumns, TargetRows()));
    }

    public async Task WriteAsync(CancellationToken cancellation)
    {
        await PerformancePage.WriteAsync(Name, ToMarkdown(), cancellation);
        string chart = BarChart.Draw(
            "Requests per second", [.. figures.Contenders.Select(of => (of.Name, Middle(of.RequestsPerSecond)))], "/s");
        await File.WriteAllTextAsync(
            Path.Combine(Path.GetDirectoryName(PerformancePage.File)!, Chart), chart, cancellation);
    }

    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"`./strangler bench gateway`, {Circumstances}").AppendLine();
        AppendTable(text, TargetColumns, TargetRows());
        AppendTable(text, Columns, Rows());
        text.AppendLine(CultureInfo.InvariantCulture, $"![Requests per second]({Chart})");
        return text.ToString();
    }

    private string Circumstances => string.Create(
        CultureInfo.InvariantCulture,
        $"{measured:yyyy-MM-dd}, {machine}: medians of {options.Rounds} rounds "
        + $"of {options.Duration.TotalSeconds:F0} s; "
        + $"requests/s at {options.Connections} connections, "
        + $"latency at {ForwardingBenchOptions.LatencyConnections}; {BenchTraffic.RequestBytes} byte requests, "
        + $"{BenchTraffic.AnswerBytes} byte answers, load and all on one machine.");

    private IEnumerable<string[]> Rows() => figures.Contenders.Select(of => (string[])
    [
        of.Name,
        Number(Middle(of.RequestsPerSecond), "N0"),
        $"{Number(of.RequestsPerSecond.Min(), "N0")} to {Number(of.RequestsPerSecond.Max(), "N0")}",
        Number(Middle(of.MicrosecondsPerRequest), "F1"),
        Number(Middle(of.Percentile50), "F2"),
        Number(Middle(of.Percentile99), "F2"),
    ]);

    private IEnumerable<string[]> TargetRows() => figures.Targets().Select(target => (string[])
        [target.Promise, target.Limit, target.Measured, target.Verdict]);

    private static Table ToTable(string[] columns, IEnumerable<string[]> rows)
    {
        Table table = new Table().AddColumns([.. columns.Select(Markup.Escape)]);
        foreach (string[] row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        return table;
    }

    private static void AppendTable(StringBuilder text, string[] columns, IEnumerable<string[]> rows)
    {
        text.Append("| ").AppendJoin(" | ", columns).AppendLine(" |");
        text.Append('|').AppendJoin('|', columns.Select(_ => "---")).AppendLine("|");
        foreach (string[] row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row).AppendLine(" |");
        }

        text.AppendLine();
    }

    private static double Middle(IEnumerable<double> values) => ForwardingFigures.Median(values);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
