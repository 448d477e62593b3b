using System.Globalization;
using Strangler.AquaCis.Contracts;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Parity;

namespace Strangler.ParallelRun.Parity;

/// <summary>A summary as text, for a person and for a script.</summary>
internal static class SummaryText
{
    private const int BarWidth = 20;

    private static readonly HashSet<string> NamesOfSeveralServices =
    [
        .. ContractCatalog.AquaCis.Operations.GroupBy(operation => operation.Name)
            .Where(several => several.Count() > 1).Select(several => several.Key),
    ];

    public static void Write(IReadOnlyList<ParitySummaryRow> rows, TextWriter output)
    {
        if (rows.Count == 0)
        {
            output.WriteLine("Nothing has been compared.");
            return;
        }

        TextTable table = new(
            "operation", "group", "compared", "same", "ignored", "noise", "different", "failed", "not compared",
            "pesos apart", "ms primary", "ms candidate", $"{Full} same, {Half} ignored or noise, {Empty} different");
        foreach (ParitySummaryRow row in rows)
        {
            table.Add(
                NameOf(row), row.Group.Length == 0 ? null : row.Group, row.Compared, row.Count(CallOutcome.Same),
                row.Count(CallOutcome.Ignored), row.Count(CallOutcome.Noise), row.Count(CallOutcome.Different),
                row.Count(CallOutcome.Failed), row.Count(CallOutcome.NotCompared), Number(row.MoneyDelta, "0.00"),
                Milliseconds(row.PrimaryMean), row.CandidateMean is { } mean ? Milliseconds(mean) : null, Bar(row));
        }

        table.Write(output);
        WriteReasons(rows, output);
        output.WriteLine(Total(rows));
    }

    private const char Full = '█';
    private const char Half = '▒';
    private const char Empty = '░';

    private static void WriteReasons(IReadOnlyList<ParitySummaryRow> rows, TextWriter output)
    {
        TextTable table = new("operation", "group", "outcome", "calls", "why");
        int reasons = 0;
        foreach (ParitySummaryRow row in rows)
        {
            foreach ((CallOutcome outcome, string reason, long calls) in row.Reasons)
            {
                reasons++;
                table.Add(
                    NameOf(row), row.Group.Length == 0 ? null : row.Group, OutcomeNames.NameOf(outcome), calls, reason);
            }
        }

        if (reasons > 0)
        {
            output.WriteLine();
            table.Write(output);
        }
    }

    private static string Total(IReadOnlyList<ParitySummaryRow> rows)
    {
        long compared = rows.Sum(row => row.Compared);
        long different = rows.Sum(row => row.Count(CallOutcome.Different));
        long without = rows.Sum(row => row.Count(CallOutcome.Failed) + row.Count(CallOutcome.NotCompared));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\n{compared} compared, {different} different, {without} not judged, "
            + $"{rows.Sum(row => row.MoneyDelta):0.00} pesos apart.");
    }

    /// <summary>What is different is seen however little it is.</summary>
    private static string Bar(ParitySummaryRow row)
    {
        if (row.Compared == 0)
        {
            return "";
        }

        int different = Cells(row.Count(CallOutcome.Different), row.Compared);
        int hidden = Math.Min(
            BarWidth - different, Cells(row.Count(CallOutcome.Ignored) + row.Count(CallOutcome.Noise), row.Compared));
        decimal share = 100m * row.Count(CallOutcome.Same) / row.Compared;
        return new string(Full, BarWidth - different - hidden) + new string(Half, hidden) + new string(Empty, different)
            + string.Create(CultureInfo.InvariantCulture, $" {decimal.Floor(share * 100) / 100:0.00} %");
    }

    private static int Cells(long part, long whole) =>
        part == 0 ? 0 : Math.Max(1, (int)decimal.Round(part * BarWidth / (decimal)whole));

    private static string NameOf(ParitySummaryRow row) =>
        NamesOfSeveralServices.Contains(row.Operation) ? $"{row.Service}.{row.Operation}" : row.Operation;

    private static string Milliseconds(TimeSpan mean) =>
        Number(mean.Ticks / (decimal)TimeSpan.TicksPerMillisecond, "0.0");

    private static string Number(decimal value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
