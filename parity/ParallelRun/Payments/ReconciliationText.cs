using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres.Payments.Reconciling;

namespace Strangler.ParallelRun.Payments;

/// <summary>The report for a terminal.</summary>
internal static class ReconciliationText
{
    public static void Write(ReconciliationReport report, TextWriter output)
    {
        ReconciliationScope scope = report.Scope;
        output.WriteLine(
            $"{scope.Provider}, {FileKind.NameOf(FileKind.Of(scope.Kind))}, {scope.From:yyyy-MM-dd} to "
            + $"{scope.Until:yyyy-MM-dd}");
        TextTable days = new(
            "day", "channel", "lines", "net", "matched", "explained", "listed", "fee", "fee IVA", "rounding");
        foreach (ReportDay day in report.Days)
        {
            Add(days, $"{day.Day:yyyy-MM-dd}", day);
        }

        Add(days, "total", report.Total);
        days.Write(output);
        output.WriteLine();
        TextTable rules = new("rule", "status", "reason", "score from", "lines", "net");
        foreach (ReportRule rule in report.Rules)
        {
            rules.Add(rule.Rule, rule.Status, rule.Reason, rule.Score, rule.Lines, rule.Net);
        }

        rules.Write(output);
        output.WriteLine();
        Missing(report, output);
    }

    private static void Missing(ReconciliationReport report, TextWriter output)
    {
        if (report.Missing.Count == 0)
        {
            return;
        }

        TextTable missing = new("payments without money", "channel", "payments", "pesos", "due");
        foreach (MissingMoney one in report.Missing)
        {
            missing.Add(
                $"{one.Day:yyyy-MM-dd}", one.Channel, one.Payments, one.Amount, one.IsDue ? "overdue" : "not yet");
        }

        missing.Write(output);
        output.WriteLine();
    }

    private static void Add(TextTable days, string name, ReportDay day) => days.Add(
        name, day.Channel, day.Lines, day.Net, day.Matched, day.Explained, day.Listed, day.Cost.Fee, day.Cost.Tax,
        day.Cost.Rounding);
}
