using System.Text.RegularExpressions;
using System.Xml.Linq;
using Strangler.Core.Debts;
using Strangler.ParallelRun.Billing;
using Strangler.Postgres;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Import;

namespace Strangler.Tests.Integration.BillComparison;

public sealed partial class ReportTests(PostgresCluster cluster) : IDisposable
{
    private const string Period = "2026-03";

    private readonly ExtractCopy _extract = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _extract.Dispose();

    [Fact]
    public async Task The_page_needs_nothing_else_and_what_is_not_ours_is_escaped()
    {
        _extract.Change("concepto", lines => lines.Select(
            line => line.Replace("AGUA POTABLE", "<script>alert(1)</script>", StringComparison.Ordinal)));
        using ComparedExtract compared = await ComparedExtract.ImportAsync(cluster, _extract.Folder);

        await compared.RunAsync(Period);

        string page = compared.Report(Period);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page);
        Assert.DoesNotMatch(Foreign(), page);
        Assert.Contains("name=\"viewport\"", page);
        Assert.Contains("@media print", page);
        AssertClosed(page);
        foreach (string cause in compared.Differences(Period).Select(row => row["cause"]).Distinct())
        {
            Assert.Contains(cause, page);
        }
    }

    [Fact]
    public async Task Bills_that_differ_come_first_by_money_and_every_bill_is_listed_once()
    {
        using ComparedExtract compared = await ComparedExtract.ImportAsync(cluster, _extract.Folder);

        await compared.RunAsync(Period);

        IReadOnlyList<IReadOnlyDictionary<string, string>> rows = compared.Differences(Period);
        Assert.Equal(300, rows.Select(row => row["contract"]).Distinct().Count());
        Assert.Equal(300, rows.Count);
        string[] verdicts = [.. rows.Select(row => row["verdict"])];
        int different = Array.IndexOf(verdicts, "same");
        Assert.All(verdicts.Skip(different), verdict => Assert.Equal("same", verdict));
        decimal[] money = [.. rows.Take(different).Select(row => Math.Abs(Amount(row["delta"])))];
        Assert.Equal(money.OrderDescending(), money);
        Assert.All(rows, row => Assert.Equal(
            Amount(row["native_total"]) - Amount(row["legacy_total"]), Amount(row["delta"])));
    }

    [Fact]
    public async Task A_run_that_was_ended_goes_on_where_it_was_and_writes_the_same()
    {
        using ComparedExtract compared = await ComparedExtract.ImportAsync(cluster, _extract.Folder);
        await compared.RunAsync(Period);
        string whole = Files(compared.FolderOf(Period));
        string folder = compared.FolderOf("ended");
        ParallelRunOptions options = new(null, new BillingCycle(2026, 3), folder, Resume: false)
        {
            Workers = 1,
            RangeSize = 40,
        };
        await using Database database = Database.Open(compared.Connection);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Ender ender = new(ended);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new ParallelRunner(database, TimeProvider.System).RunAsync(options, ender, ended.Token));

        RunOutcome outcome = await new ParallelRunner(database, TimeProvider.System).RunAsync(
            options with { Resume = true }, null, Cancellation);
        await new RunReport(folder, []).WriteAsync(outcome, TimeProvider.System.GetUtcNow(), Cancellation);

        Assert.Equal(8, outcome.Plan.Ranges.Count);
        Assert.InRange(outcome.Done, 1, 6);
        Assert.Equal(whole, Files(folder));
    }

    [Fact]
    public async Task A_run_of_other_data_or_of_nothing_does_not_go_on()
    {
        using ComparedExtract compared = await ComparedExtract.ImportAsync(cluster, _extract.Folder);

        (int code, _, string error) = await compared.TryAsync(
            "parallel-run", "--group", "all", "--period", Period, "--out", compared.FolderOf("none"), "--resume");

        Assert.Equal(1, code);
        Assert.StartsWith("There is no run in", error);
    }

    [Theory]
    [InlineData("1/NONE", "2026-03", "There is no billing group 1/NONE")]
    [InlineData("M08", "2026-03", "M08 is no billing group")]
    [InlineData("all", "2026-3", "2026-3 is no period")]
    public async Task A_group_or_period_that_is_none_is_refused(string group, string period, string message)
    {
        using ComparedExtract compared = await ComparedExtract.ImportAsync(cluster, _extract.Folder);

        (int code, _, string error) = await compared.TryAsync(
            "parallel-run", "--group", group, "--period", period, "--out", compared.FolderOf("none"));

        Assert.Equal(1, code);
        Assert.StartsWith(message, error);
    }

    /// <summary>Nothing is fetched and nothing runs.</summary>
    [GeneratedRegex("https?:|src=|<link|<script|@import|url\\(", RegexOptions.IgnoreCase)]
    private static partial Regex Foreign();

    private static void AssertClosed(string page)
    {
        string body = page[page.IndexOf("<body", StringComparison.Ordinal)..page.IndexOf(
            "</html>", StringComparison.Ordinal)];
        Assert.NotNull(XElement.Parse(body.Replace("<details open>", "<details>", StringComparison.Ordinal)));
    }

    private static decimal Amount(string text) =>
        text.Length == 0 ? 0 : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Files(string folder) => File.ReadAllText(Path.Combine(folder, "bills.csv"))
        + File.ReadAllText(Path.Combine(folder, "differences.csv"));

    private sealed class Ender(CancellationTokenSource end) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Done >= 2)
            {
                end.Cancel();
            }
        }
    }
}
