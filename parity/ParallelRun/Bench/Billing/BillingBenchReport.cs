using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Strangler.ParallelRun.Bench.Billing;

/// <summary>The figures for the eye: a table on the terminal, the same in docs/performance.md with a chart.</summary>
internal sealed class BillingBenchReport(
    BillingBenchOptions options, BillingFigures figures, Machine machine, DateTimeOffset measured)
{
    private const string Name = "billing";
    private const string Chart = "bench-billing.svg";

    public void Print(IAnsiConsole console)
    {
        Table table = new Table().AddColumns("target", "limit", "measured", "");
        foreach (Target target in figures.Targets())
        {
            table.AddRow([.. Cells(target).Select(Markup.Escape)]);
        }

        console.MarkupLineInterpolated($"{Circumstances}");
        console.Write(table);
        console.MarkupLineInterpolated($"{Rates}");
    }

    public async Task WriteAsync(CancellationToken cancellation)
    {
        await PerformancePage.WriteAsync(Name, ToMarkdown(), cancellation);
        string chart = BarChart.Draw("Rows per second", Bars(), "/s");
        await File.WriteAllTextAsync(
            Path.Combine(Path.GetDirectoryName(PerformancePage.File)!, Chart), chart, cancellation);
    }

    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"`./strangler bench billing`, {Circumstances}").AppendLine();
        text.AppendLine("| target | limit | measured | |").AppendLine("|---|---|---|---|");
        foreach (Target target in figures.Targets())
        {
            text.Append("| ").AppendJoin(" | ", Cells(target)).AppendLine(" |");
        }

        text.AppendLine().AppendLine(Rates).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"![Rows per second]({Chart})");
        return text.ToString();
    }

    private static string[] Cells(Target target) => [target.Promise, target.Limit, target.Measured, target.Verdict];

    private (string Label, double Value)[] Bars() =>
    [
        ("billing run", figures.RunRows), ("bare COPY", figures.CopyOneRows),
        (Text($"bare COPY by {options.Workers}"), figures.CopyManyRows),
    ];

    private string Rates => string.Join("; ", Bars().Select(bar => Text($"{bar.Label}: {bar.Value:N0} rows/s"))) + ".";

    private string Circumstances =>
        Text($"{measured:yyyy-MM-dd}, {machine}; {options.Workers} workers in one process, ")
        + Text(
            $"{options.Chunk:N0} contracts of a transaction, PostgreSQL on the same machine; {figures.Rows:N0} rows ")
        + Text($"(the COPY: median of 5 rounds; documents, {figures.Totals.Lines:N0} lines, ledger entries, ")
        + "balances).";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
