using System.Globalization;
using Strangler.Core.Cutover;
using Strangler.Core.Identity;
using Strangler.ParallelRun.CommandLine;

namespace Strangler.ParallelRun.Cutover;

/// <summary>Tells a person where a group stands.</summary>
internal static class CutoverText
{
    public static string Of(CutoverState? state) => state switch
    {
        null => "legacy",
        CutoverState.CutOver => "cut over",
        CutoverState.RolledBack => "rolled back",
        CutoverState.Prepared => "prepared",
        _ => "reconciled",
    };

    public static void Write(BillingGroup group, CutoverReport report, TextWriter output)
    {
        TextTable sums = new("", "legacy", "native", "delta");
        sums.Add("owed", report.LegacyDebt, report.NativeDebt, report.NativeDebt - report.LegacyDebt);
        sums.Add("credit", report.LegacyCredit, report.NativeCredit, report.NativeCredit - report.LegacyCredit);
        sums.Write(output);
        output.WriteLine(
            $"{group}: {report.Contracts} contracts, {report.Invoices} open invoices, {report.Found} differences.");
        if (report.Found > 0)
        {
            TextTable table = new("contract", "what", "item", "legacy", "native", "delta");
            foreach (CutoverDifference one in report.Differences)
            {
                table.Add(one.Contract, one.What, one.Item, one.Legacy, one.Native, one.Delta);
            }

            table.Write(output);
            if (report.Found > report.Differences.Count)
            {
                output.WriteLine($"... and {report.Found - report.Differences.Count} more.");
            }
        }
    }

    public static void WriteHistory(GroupStanding standing, TextWriter output)
    {
        TextTable table = new("at (UTC)", "state", "by", "why");
        foreach (CutoverStep step in standing.History)
        {
            string at = step.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            table.Add(at, Of(step.State), step.Who, step.Why);
        }

        table.Write(output);
    }
}
