using System.CommandLine;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Ledger;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Ledger;

public sealed class LedgerCommandTests(PostgresCluster cluster) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger").FullName;
    private OpenLedger _ledger = null!;

    public async ValueTask InitializeAsync()
    {
        _ledger = await OpenLedger.StartAsync(cluster);
        await _ledger.AppendAsync(
            Drafts.Invoice(7, "a"), Drafts.Payment(7, "b", 2_000), Drafts.Invoice(7, "c"), Drafts.Payment(7, "d", 500),
            Drafts.Invoice(8, "a") with { BookedOn = Drafts.Day.AddDays(1), Document = "FA, \"8\" <ñ> " },
            Drafts.Of(8, "funds", "funds-requested") with { CurrentChange = new Money(5_000) });
    }

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_untouched_ledger_verifies()
    {
        (int code, string output, _) = await RunAsync("verify");
        Assert.Equal((0, "6 entries of 2 contracts: all as they were posted.\n"), (code, output));
        Assert.Equal(0, (await RunAsync("verify", "--contract", "7")).Code);
        Assert.Equal(0, (await RunAsync("rebuild")).Code);
    }

    [Theory]
    [InlineData("UPDATE ledger_entry SET amounts = '{1,-1}' WHERE contract = 7 AND version = 2", 2, "another hash")]
    [InlineData("UPDATE ledger_entry SET cause = 'other' WHERE contract = 7 AND version = 4", 4, "another hash")]
    [InlineData("UPDATE ledger_entry SET booked_on = '2025-01-01' WHERE version = 3", 3, "another hash")]
    [InlineData("UPDATE ledger_entry SET actor = 'x' WHERE contract = 7 AND version = 1", 1, "another hash")]
    [InlineData("DELETE FROM ledger_entry WHERE contract = 7 AND version = 2", 2, "it is missing")]
    [InlineData("DELETE FROM ledger_entry WHERE contract = 7 AND version = 1", 1, "it is missing")]
    [InlineData("DELETE FROM ledger_entry WHERE contract = 7 AND version > 2", 3, "so are those up to version 4")]
    [InlineData("DELETE FROM ledger_entry WHERE contract = 7", 1, "so are those up to version 4")]
    [InlineData(
        "UPDATE ledger_entry SET version = 9 WHERE contract = 7 AND version = 2; "
        + "UPDATE ledger_entry SET version = 2 WHERE contract = 7 AND version = 3; "
        + "UPDATE ledger_entry SET version = 3 WHERE contract = 7 AND version = 9", 2, "does not follow version 1")]
    [InlineData(
        "INSERT INTO ledger_entry SELECT 5, at, 0, contract, booked_on, kind, 'x', NULL, actor, cause, accounts, "
        + "amounts, hash, hash FROM ledger_entry WHERE contract = 7 AND version = 4", 5, "follow after the head")]
    [InlineData(
        "DELETE FROM ledger_entry WHERE contract = 7 AND version = 4; "
        + "UPDATE ledger_stream SET version = 3 WHERE contract = 7", 3, "not the one the head names")]
    [InlineData("DELETE FROM ledger_stream WHERE contract = 7", 1, "the head of the stream is gone")]
    [InlineData("UPDATE ledger_stream SET available = 99 WHERE contract = 7", 4, "the entries make")]
    [InlineData("UPDATE ledger_account SET code = 'revenue.66' WHERE code = 'revenue.1'", 1, "another hash")]
    public async Task Tampering_is_found_and_its_place_told(string sql, int version, string what)
    {
        await _ledger.TamperAsync(sql);

        (int code, string output, _) = await RunAsync("verify");

        Assert.Equal(1, code);
        Assert.Contains(output.Split('\n'), line =>
            line.StartsWith($"Contract 7, version {version}: ", StringComparison.Ordinal)
            && line.Contains(what, StringComparison.Ordinal));
        Assert.Equal(1, (await RunAsync("verify", "--contract", "7")).Code);
    }

    [Fact]
    public async Task A_rebuild_says_what_differs_and_puts_it_right()
    {
        await _ledger.ExecuteAsync("UPDATE ledger_stream SET receivable = 1 WHERE contract = 7");
        await _ledger.ExecuteAsync("UPDATE ledger_day_total SET credit = credit + 5 WHERE account = 2");

        (int dry, string told, _) = await RunAsync("rebuild", "--dry-run");
        Assert.Equal(1, dry);
        Assert.Contains(
            "contract 7, receivable: 0.01 was kept, and the entries make 215.00.", told, StringComparison.Ordinal);
        Assert.Contains("cash, credit: 0.05 was kept, and the entries make 0.00.", told, StringComparison.Ordinal);
        Assert.Contains("2 figures differed; nothing was changed.", told, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("trial-balance")).Code);

        Assert.Equal(1, (await RunAsync("rebuild")).Code);
        Assert.Equal(0, (await RunAsync("rebuild")).Code);
        Assert.Equal(0, (await RunAsync("verify")).Code);
        Assert.Equal(0, (await RunAsync("trial-balance")).Code);
    }

    [Fact]
    public async Task A_trial_balance_counts_up_to_its_date()
    {
        string[] all = (await RunAsync("trial-balance")).Output.Split('\n');
        string[] first = (await RunAsync("trial-balance", "--until", "2026-02-03")).Output.Split('\n');

        Assert.Contains(all, line => Words(line) is ["receivable", "360.00", "25.00", "335.00", ..]);
        Assert.Contains(first, line => Words(line) is ["receivable", "240.00", "25.00", "215.00", ..]);
        Assert.Contains(all, line => Words(line) is ["all", "385.00", "385.00", "0.00"]);
    }

    [Fact]
    public async Task A_statement_tells_entries_and_balances()
    {
        string output = (await RunAsync("statement", "--contract", "8")).Output;
        Assert.Contains("receivable 120.00, revenue.1 -100.00, tax.iva -20.00", output, StringComparison.Ordinal);
        Assert.Contains("none; asks for 50.00", output, StringComparison.Ordinal);
        Assert.Contains("Payoff 120.00, asked for now 170.00.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_is_balanced_and_reads_back_from_both_files()
    {
        string[] export = ["export", "--from", "2026-02-01", "--to", "2026-02-28", "--out", _folder];
        (int code, string output, string error) = await RunAsync(export);
        Assert.True(code == 0, error);
        Assert.StartsWith("5 entries, 13 postings, debit 385.00, credit 385.00", output, StringComparison.Ordinal);

        string name = Path.Combine(_folder, "journal-2026-02-01-2026-02-28");
        JournalTotals csv = JournalExport.ReadCsv($"{name}.csv", $"{name}.totals.csv");
        Assert.Equal(csv, JournalExport.ReadXml($"{name}.xml"));
        JournalLine[] lines = [.. JournalCsv.Read($"{name}.csv")];
        Assert.Equal(lines, JournalXml.Read($"{name}.xml", _ => { }));
        Assert.Equal("FA, \"8\" <ñ> ", lines[^1].Document);
        Assert.Equal(
            33_500,
            lines.Where(line => line.Account == "receivable").Sum(line => (line.Debit - line.Credit).Centavos));

        Assert.Contains("is there already", (await RunAsync(export)).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync([.. export, "--overwrite"])).Code);
        string[] cut = await File.ReadAllLinesAsync($"{name}.csv", TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync($"{name}.csv", cut[..^1], TestContext.Current.CancellationToken);
        Assert.Throws<FormatException>(() => JournalExport.ReadCsv($"{name}.csv", $"{name}.totals.csv"));
    }

    [Fact]
    public async Task An_opened_account_is_listed()
    {
        string[] open = ["accounts", "open", "--code", "revenue.12", "--title", "Connections", "--kind", "Income"];
        Assert.Contains("is open", (await RunAsync(open)).Output, StringComparison.Ordinal);
        Assert.Contains("was there", (await RunAsync(open)).Output, StringComparison.Ordinal);
        Assert.Contains(
            (await RunAsync("accounts", "list")).Output.Split('\n'),
            line => Words(line) is ["revenue.12", "Income", "-", "Connections"]);
    }

    [Theory]
    [InlineData("verify", "--contract", "x")]
    [InlineData("verify", "--contract", "999")]
    [InlineData("statement", "--contract", "123456789")]
    [InlineData("statement", "--contract", "999")]
    [InlineData("trial-balance", "--until", "28/02/2026")]
    [InlineData("export", "--from", "2026-02-02", "--to", "2026-02-01", "--out", "x")]
    [InlineData("accounts", "open", "--code", "Revenue 12", "--title", "x", "--kind", "Income")]
    public async Task What_makes_no_sense_is_told(params string[] args)
    {
        (int code, _, string error) = await RunAsync(args);
        Assert.Equal(1, code);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.NotEqual("", error);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        Command root = new("strangler") { LedgerCommand.Create() };
        int code = await CommandRunner.RunAsync(
            root, ["ledger", .. args, "--database", _ledger.Connection], error, output);
        return (code, output.ToString(), error.ToString());
    }
}
