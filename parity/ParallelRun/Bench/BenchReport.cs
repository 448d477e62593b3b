using System.Globalization;
using System.Text;
using Spectre.Console;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Bench;

/// <summary>The figures for the eye: tables on the terminal, the same in docs/performance.md with a chart.</summary>
/// <param name="name">Of the command behind <c>bench</c>, of the part of the page, and of the chart's file.</param>
internal abstract class BenchReport(string name)
{
    /// <summary>The machine and when, as each report begins.</summary>
    protected static string Here => Text($"{TimeProvider.System.GetLocalNow():yyyy-MM-dd}, {Machine.Read()}");

    protected abstract IReadOnlyList<Target> Targets { get; }

    /// <summary>What the figures hold for.</summary>
    protected abstract string Circumstances { get; }

    /// <summary>The targets, and whatever else was measured.</summary>
    protected virtual IEnumerable<BenchTable> Tables => [BenchTable.Of(Targets)];

    /// <summary>Below the tables; empty: nothing.</summary>
    protected virtual string Remarks => "";

    protected abstract BenchChart Chart { get; }

    private string ChartFile => $"bench-{name}.svg";

    /// <returns>The exit code of the bench: whether its targets were met.</returns>
    public async Task<int> ShowAsync(bool write, CancellationToken cancellation)
    {
        Print(Terminal.Console);
        if (write)
        {
            await PerformancePage.WriteAsync(name, ToMarkdown(), cancellation);
            await File.WriteAllTextAsync(
                Path.Combine(Path.GetDirectoryName(PerformancePage.File)!, ChartFile),
                BarChart.Draw(Chart.Title, Chart.Bars, Chart.Unit), cancellation);
        }

        return Targets.All(target => target.Met) ? ExitCode.Done : ExitCode.TargetMissed;
    }

    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.AppendLine(Text($"`./strangler bench {name}`, {Circumstances}")).AppendLine();
        foreach (BenchTable table in Tables)
        {
            text.Append("| ").AppendJoin(" | ", table.Heads).AppendLine(" |");
            text.Append('|').Insert(text.Length, "---|", table.Heads.Count).AppendLine();
            foreach (string[] row in table.Rows)
            {
                text.Append("| ").AppendJoin(" | ", row).AppendLine(" |");
            }

            text.AppendLine();
        }

        if (Remarks.Length > 0)
        {
            text.AppendLine(Remarks).AppendLine();
        }

        return text.AppendLine(Text($"![{Chart.Title}]({ChartFile})")).ToString();
    }

    protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Print(IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"{Circumstances}");
        foreach (BenchTable table in Tables)
        {
            Table shown = new Table().AddColumns([.. table.Heads.Select(Markup.Escape)]);
            foreach (string[] row in table.Rows)
            {
                shown.AddRow([.. row.Select(Markup.Escape)]);
            }

            console.Write(shown);
        }

        if (Remarks.Length > 0)
        {
            console.MarkupLineInterpolated($"{Remarks}");
        }
    }
}
