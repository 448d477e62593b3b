using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Strangler.Core.Debts;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.Billing;

/// <summary>Puts the parts of a finished run together: summary.json, differences.csv, bills.csv, report.html.</summary>
internal sealed class RunReport(string directory, IReadOnlyList<StoredExplanation> explanations)
{
    /// <summary>Bills shown with both breakdowns.</summary>
    private const int Worst = 25;

    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly PartFiles _parts = new(directory);

    public async Task<RunSummary> WriteAsync(RunOutcome outcome, DateTimeOffset now, CancellationToken cancellation)
    {
        List<ComparedBill> different = [];
        List<RangeTotals> totals = [];
        for (int range = 0; range < outcome.Plan.Ranges.Count; range++)
        {
            cancellation.ThrowIfCancellationRequested();
            totals.Add(_parts.Totals(range));
            different.AddRange(_parts.Different(range).Select(Explained));
        }

        different.Sort(ByMoney);
        await WriteRowsAsync("bills.csv", BillCsv.BillsHeader, [], "bills.csv", outcome, cancellation);
        await WriteRowsAsync(
            "differences.csv", BillCsv.DifferencesHeader, different.Select(BillCsv.Of), "same.csv", outcome,
                cancellation);
        RunSummary summary = RunSums.Of(outcome, totals, different, explanations, now);
        PartFiles.Replace(Path.Combine(directory, "summary.json"), JsonSerializer.Serialize(summary, Form) + "\n");
        PartFiles.Replace(
            Path.Combine(directory, "report.html"),
            new ReportPage(
                summary, [.. different.Where(bill => bill.Delta != 0 || different.Count <= Worst).Take(Worst)])
                .ToHtml());
        _parts.Remove();
        return summary;
    }

    /// <summary>The most money first; then by contract, so that the same data give the same file.</summary>
    private static int ByMoney(ComparedBill left, ComparedBill right)
    {
        int order = Math.Abs(right.Delta).CompareTo(Math.Abs(left.Delta));
        return order != 0 ? order : left.Contract.CompareTo(right.Contract);
    }

    private ComparedBill Explained(ComparedBill bill)
    {
        BillingCycle cycle = new((short)bill.Year, (byte)bill.Period);
        StoredExplanation? rule = explanations.FirstOrDefault(
            rule => rule.Explanation.Fits(bill.Cause, bill.Group, cycle, bill.Contract));
        return rule is null ? bill : bill with { Verdict = BillVerdict.Explained, Rule = rule.Id };
    }

    private async Task WriteRowsAsync(
        string file, string header, IEnumerable<string> first, string part, RunOutcome outcome,
        CancellationToken cancellation)
    {
        string path = Path.Combine(directory, file);
        string writing = path + ".writing";
        await using (FileStream stream = File.Create(writing))
        {
            await using (StreamWriter text = new(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" })
            {
                await text.WriteLineAsync(header);
                foreach (string row in first)
                {
                    await text.WriteLineAsync(row);
                }
            }

            for (int range = 0; range < outcome.Plan.Ranges.Count; range++)
            {
                await _parts.CopyAsync(range, part, stream, cancellation);
            }
        }

        File.Move(writing, path, overwrite: true);
    }
}
