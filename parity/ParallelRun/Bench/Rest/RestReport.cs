using System.Globalization;
using System.Text;
using Spectre.Console;
using Strangler.ParallelRun.Bench.Forwarding;

namespace Strangler.ParallelRun.Bench.Rest;

/// <summary>The figures for the eye: tables on the terminal, the same in docs/performance.md with a chart.</summary>
internal sealed class RestReport(
    RestBenchOptions options, RestFigures figures, Machine machine, DateTimeOffset measured)
{
    private const string Name = "rest";
    private const string Chart = "bench-rest.svg";

    private static readonly string[] TargetHeads = ["target", "limit", "measured", " "];

    private static readonly string[] RateHeads =
        [" ", "requests/s", "lowest to highest", "CPU µs/request", "p50 ms", "p99 ms"];

    public void Print(IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"{Circumstances}");
        Print(console, TargetHeads, TargetRows());
        Print(console, RateHeads, RateRows());
        console.MarkupLineInterpolated($"{Writes}");
    }

    public async Task WriteAsync(CancellationToken cancellation)
    {
        await PerformancePage.WriteAsync(Name, ToMarkdown(), cancellation);
        string chart = BarChart.Draw(
            "Requests per second, JSON beside SOAP",
            [.. figures.Contenders.Select(of => (of.Name, ForwardingFigures.Median(of.RequestsPerSecond)))], "/s");
        await File.WriteAllTextAsync(
            Path.Combine(Path.GetDirectoryName(PerformancePage.File)!, Chart), chart, cancellation);
    }

    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"`./strangler bench rest`, {Circumstances}").AppendLine();
        Append(text, TargetHeads, TargetRows());
        Append(text, RateHeads, RateRows());
        text.AppendLine(Writes).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"![Requests per second]({Chart})");
        return text.ToString();
    }

    private string Circumstances => string.Create(
        CultureInfo.InvariantCulture,
        $"{measured:yyyy-MM-dd}, {machine}: medians of {options.Rounds} interleaved rounds of "
        + $"{options.Duration.TotalSeconds:F0} s; requests/s at {options.Connections} connections, latency at "
        + $"{RestBenchOptions.LatencyConnections}; the debts of {BenchDatabase.Asked:N0} contracts in turn, load and "
        + $"all on one machine.");

    private string Writes => string.Create(
        CultureInfo.InvariantCulture,
        $"Durable payments (native cobrarReferencia as JSON, with its write record) at "
        + $"{RestBenchOptions.WritesPerSecond}/s: p50 {figures.Write50:F1} ms, p99 {figures.Write99:F1} ms, "
        + $"of {figures.Writes.Sum(round => round.Length):N0}, none refused.");

    private IEnumerable<string[]> TargetRows() => figures.Targets().Select(target => (string[])
        [target.Promise, target.Limit, target.Measured, target.Verdict]);

    private IEnumerable<string[]> RateRows() => figures.Contenders.Select(of => (string[])
    [
        of.Name,
        Text($"{ForwardingFigures.Median(of.RequestsPerSecond):N0}"),
        Text($"{of.RequestsPerSecond.Min():N0} to {of.RequestsPerSecond.Max():N0}"),
        Text($"{ForwardingFigures.Median(of.MicrosecondsPerRequest):F1}"),
        Text($"{ForwardingFigures.Median(of.Percentile50):F2}"),
        Text($"{ForwardingFigures.Median(of.Percentile99):F2}"),
    ]);

    private static void Print(IAnsiConsole console, string[] heads, IEnumerable<string[]> rows)
    {
        Table table = new Table().AddColumns(heads);
        foreach (string[] row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.Write(table);
    }

    private static void Append(StringBuilder text, string[] heads, IEnumerable<string[]> rows)
    {
        text.Append("| ").AppendJoin(" | ", heads).AppendLine(" |");
        text.Append('|').Insert(text.Length, "---|", heads.Length).AppendLine();
        foreach (string[] row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row).AppendLine(" |");
        }

        text.AppendLine();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
