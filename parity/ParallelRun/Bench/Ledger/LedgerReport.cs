using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Strangler.ParallelRun.Bench.Ledger;

/// <summary>The figures for the eye: tables on the terminal, the same in docs/performance.md with a chart.</summary>
internal sealed class LedgerReport(
    LedgerBenchOptions options, LedgerFigures figures, Machine machine, DateTimeOffset measured)
{
    private const string Name = "ledger";
    private const string Chart = "bench-ledger.svg";
    private const string Title = "Entries of four postings per second";

    private static readonly string[] TargetHeads = ["target", "limit", "measured", " "];
    private static readonly string[] RateHeads = [" ", "entries/s", "lowest to highest", "postings/s", "of bare"];

    public void Print(IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"{Circumstances}");
        Print(console, TargetHeads, TargetRows());
        Print(console, RateHeads, RateRows());
        console.MarkupLineInterpolated($"{Verified}");
    }

    public async Task WriteAsync(CancellationToken cancellation)
    {
        await PerformancePage.WriteAsync(Name, ToMarkdown(), cancellation);
        string chart = BarChart.Draw(Title, [.. figures.Rates.Select(rate => (rate.Name, rate.Median))], "/s");
        await File.WriteAllTextAsync(
            Path.Combine(Path.GetDirectoryName(PerformancePage.File)!, Chart), chart, cancellation);
    }

    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"`./strangler bench ledger`, {Circumstances}").AppendLine();
        Append(text, TargetHeads, TargetRows());
        Append(text, RateHeads, RateRows());
        text.AppendLine(Verified).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"![{Title}]({Chart})");
        return text.ToString();
    }

    private string Circumstances => string.Create(
        CultureInfo.InvariantCulture,
        $"{measured:yyyy-MM-dd}, {machine}, PostgreSQL on the same machine, fsync and synchronous_commit on: medians "
        + $"of {options.Rounds} interleaved rounds of {options.Duration.TotalSeconds:F0} s. Batches: "
        + $"{LedgerLoads.Writers} writers, {LedgerLoads.Batch:N0} entries a transaction. Many: {options.Callers} "
        + $"callers at once. Bare: the same rows into a table without keys, checks, chain and balances.");

    private string Verified => string.Create(
        CultureInfo.InvariantCulture,
        $"All {figures.Verified:N0} entries posted were then verified, hash by hash, in "
        + $"{figures.Verifying.TotalSeconds:F1} s, and the trial balance was zero.");

    private IEnumerable<string[]> TargetRows() => figures.Targets().Select(target => (string[])
    [
        target.Promise, target.Limit, target.Measured, target.Verdict,
    ]);

    private IEnumerable<string[]> RateRows() => figures.Rates.Select((rate, at) => (string[])
    [
        rate.Name, Text($"{rate.Median:N0}"), Text($"{rate.PerSecond.Min():N0} to {rate.PerSecond.Max():N0}"),
        Text($"{rate.Median * LedgerSamples.Postings:N0}"),

        // Each bare load is followed by the ledger's own.
        at % 2 == 0 ? "" : Text($"{rate.Median / figures.Rates[at - 1].Median:F2}"),
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
