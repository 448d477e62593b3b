using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Strangler.ParallelRun.Bench.BillComparison;

/// <summary>The figures for the eye: a table on the terminal, the same in docs/performance.md with a chart.</summary>
internal sealed class RunBenchReport(
    RunBenchOptions options, RunFigures figures, Machine machine, DateTimeOffset measured)
{
    private const string Name = "parallel-run";
    private const string Chart = "bench-parallel-run.svg";

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
        string chart = BarChart.Draw("Seconds", Bars(), "s");
        await File.WriteAllTextAsync(
            Path.Combine(Path.GetDirectoryName(PerformancePage.File)!, Chart), chart, cancellation);
    }

    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.AppendLine(Text($"`./strangler bench parallel-run`, {Circumstances}")).AppendLine();
        text.AppendLine("| target | limit | measured | |").AppendLine("|---|---|---|---|");
        foreach (Target target in figures.Targets())
        {
            text.Append("| ").AppendJoin(" | ", Cells(target)).AppendLine(" |");
        }

        text.AppendLine().AppendLine(Rates).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"![Seconds]({Chart})");
        return text.ToString();
    }

    private static string[] Cells(Target target) => [target.Promise, target.Limit, target.Measured, target.Verdict];

    private (string Label, double Value)[] Bars() =>
    [
        ("compare", figures.Large.Compare.TotalSeconds), ("bare read", figures.BareRead.TotalSeconds),
        ("import", figures.Large.Import.TotalSeconds), ("bare COPY", figures.BareWrite.TotalSeconds),
    ];

    private string Rates =>
        Text($"Compared: {figures.BillsPerSecond:N0} bills/s, {figures.ProcessorPerBill:N0} µs of processor time a ")
        + Text($"bill; {figures.Large.Different:N0} differed and had their cause looked for. The same rows read bare: ")
        + Text($"{figures.BareRead.TotalSeconds:F1} s. Imported: {figures.RowsPerSecond:N0} rows/s; the same files ")
        + Text($"copied bare: {figures.BareWrite.TotalSeconds:F1} s.");

    private string Circumstances =>
        Text($"{measured:yyyy-MM-dd}, {machine}; {options.Workers} workers in one process, PostgreSQL on the same ")
        + Text($"machine; an extract of {options.Contracts:N0} contracts and two periods, the second compared.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
