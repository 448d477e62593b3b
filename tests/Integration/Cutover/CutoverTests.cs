using Npgsql;
using Strangler.Core.Cutover;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Receivables;
using Strangler.Postgres.Cutover;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cutover;

public sealed class CutoverTests(PostgresCluster cluster)
{
    /// <summary>Of a contract of the group: an invoice that was paid, and one that was not.</summary>
    private const string SomePaid = """
        SELECT p.contract || '/' || p.invoice FROM legacy_payment p JOIN legacy_contract c ON c.number = p.contract
        WHERE c.service_area = 1 AND c.zone = 'M08' ORDER BY p.contract, p.invoice OFFSET {0} LIMIT 1
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_owed_comes_over_to_the_centavo_contract_by_contract()
    {
        await using CutoverStage stage = await CutoverStage.CreateAsync(cluster);

        CutoverOutcome.Prepared prepared = Assert.IsType<CutoverOutcome.Prepared>(await stage.PrepareAsync());
        (int code, string told, _) = await stage.RunAsync("reconcile", "--group", "1/M08", "--who", "ana");

        Dictionary<int, long> legacy = await stage.LegacyDebtsAsync();
        Assert.Equal(legacy, await stage.NativeDebtsAsync());
        Assert.True(legacy.Values.Sum() > 0 && prepared.Invoices >= legacy.Values.Count(owed => owed > 0));
        Assert.Equal(0, code);
        Assert.Contains(
            $"1/M08: 103 contracts, {prepared.Invoices} open invoices, 0 differences.", told, StringComparison.Ordinal);
        Assert.Contains($"{new Money(legacy.Values.Sum())}", told, StringComparison.Ordinal);
        await AssertSoundAsync(stage);
    }

    [Fact]
    public async Task Preparing_again_changes_nothing()
    {
        await using CutoverStage stage = await CutoverStage.CreateAsync(cluster);
        await stage.PrepareAsync();
        long entries = await stage.Imported.OneAsync<long>("SELECT count(*) FROM ledger_entry");

        CutoverOutcome.Prepared again = Assert.IsType<CutoverOutcome.Prepared>(await stage.PrepareAsync());

        Assert.Equal((0, 0), (again.Invoices, again.Changed));
        Assert.Equal(entries, await stage.Imported.OneAsync<long>("SELECT count(*) FROM ledger_entry"));
        await AssertSoundAsync(stage);
    }

    [Fact]
    public async Task Two_who_prepare_at_once_bring_nothing_over_twice()
    {
        await using CutoverStage stage = await CutoverStage.CreateAsync(cluster);

        await Task.WhenAll(stage.PrepareAsync(), stage.PrepareAsync());
        await stage.ReconcileAsync();

        Assert.Equal(await stage.LegacyDebtsAsync(), await stage.NativeDebtsAsync());
        await AssertSoundAsync(stage);
    }

    /// <summary>Partly paid, paid too much, and paid after all between two attempts.</summary>
    [Fact]
    public async Task What_moves_in_the_former_system_is_followed()
    {
        await using CutoverStage stage = await CutoverStage.CreateAsync(cluster);
        await ExecuteAsync(stage, $"UPDATE legacy_payment SET amount = amount - 5025 WHERE {Is(0)}");
        await ExecuteAsync(stage, $"UPDATE legacy_payment SET amount = amount + 333 WHERE {Is(5)}");
        await stage.ReconcileAsync();
        long held = await stage.Imported.OneAsync<long>("SELECT sum(to_offset)::bigint FROM ledger_stream");

        await ExecuteAsync(stage, $"UPDATE legacy_payment SET amount = amount + 5025 WHERE {Is(0)}");
        await ExecuteAsync(stage, $"UPDATE legacy_payment SET amount = amount - 1000 WHERE {Is(5)}");
        await ExecuteAsync(stage, "UPDATE import_state SET version = version + 1");
        (int stale, string differences, _) = await stage.RunAsync("reconcile", "--group", "1/M08");
        CutoverOutcome refused = await stage.Desk.GoAsync(CutoverStage.Group, "ana", "go", Cancellation);
        await stage.ReconcileAsync();

        Assert.Equal(333L, held);
        Assert.Equal(1, stale);
        Assert.Contains("5 differences", differences, StringComparison.Ordinal);
        Assert.Contains(
            "is not reconciled", Assert.IsType<CutoverOutcome.Refused>(refused).Reason, StringComparison.Ordinal);
        Assert.Equal(await stage.LegacyDebtsAsync(), await stage.NativeDebtsAsync());
        Assert.Equal(0L, await stage.Imported.OneAsync<long>("SELECT sum(to_offset)::bigint FROM ledger_stream"));
        await AssertSoundAsync(stage);
    }

    [Fact]
    public async Task A_contract_with_rows_that_were_not_taken_in_is_not_reconciled()
    {
        await using CutoverStage stage = await CutoverStage.CreateAsync(cluster);
        await ExecuteAsync(stage, """
            INSERT INTO import_quarantine SELECT 'factura.csv', 7, 'invoice', 'no amount', min(number)
            FROM legacy_contract WHERE service_area = 1 AND zone = 'M08'
            """);
        await stage.PrepareAsync();

        (int code, string told, _) = await stage.RunAsync("reconcile", "--group", "1/M08");
        (int go, _, string why) = await stage.RunAsync("go", "--group", "1/M08", "--why", "a test");

        Assert.Equal((1, 1), (code, go));
        Assert.Contains("factura.csv:7", told, StringComparison.Ordinal);
        Assert.Contains("is not reconciled", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_was_rolled_back_owes_nothing_here_and_may_come_again()
    {
        await using CutoverStage stage = await CutoverStage.CreateAsync(cluster);
        await stage.ReconcileAsync();
        await stage.Desk.GoAsync(CutoverStage.Group, "ana", "go", Cancellation);

        (int code, string told, _) = await stage.RunAsync("rollback", "--group", "1/M08", "--why", "not yet");
        Dictionary<int, long> gone = await stage.NativeDebtsAsync();
        await stage.ReconcileAsync();

        Assert.Equal((0, "1/M08 is rolled back.\n"), (code, told));
        Assert.All(gone.Values, owed => Assert.Equal(0L, owed));
        Assert.Equal(await stage.LegacyDebtsAsync(), await stage.NativeDebtsAsync());
        await AssertSoundAsync(stage);
        string history = (await stage.RunAsync("status", "--group", "1/M08")).Output;
        foreach (string state in (string[])["prepared", "reconciled", "cut over", "rolled back", "ana", "not yet"])
        {
            Assert.Contains(state, history, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_paid_natively_cannot_be_rolled_back()
    {
        await using CutoverStage stage = await CutoverStage.CreateAsync(cluster);
        await stage.ReconcileAsync();
        await stage.Desk.GoAsync(CutoverStage.Group, "ana", "go", Cancellation);
        int contract = (await stage.LegacyDebtsAsync()).First(one => one.Value > 0).Key;
        await using LedgerStore ledger = new(stage.Imported.Database, TimeProvider.System);
        ReceivableDesk desk = new(stage.Imported.Database, ledger, TimeProvider.System);
        Assert.IsType<ReceivableOutcome.Done>(await desk.PayAsync(
            new ContractNumber(contract), "P1", new Money(1_00), new DateOnly(2026, 7, 9), "ana", Cancellation));

        (int code, _, string why) = await stage.RunAsync("rollback", "--group", "1/M08", "--why", "not yet");
        (int prepared, _, string again) = await stage.RunAsync("prepare", "--group", "1/M08");

        Assert.Equal((1, 1), (code, prepared));
        Assert.Contains("of 1 contracts were posted natively", why, StringComparison.Ordinal);
        Assert.Contains("the native core's already", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_group_is_refused()
    {
        await using CutoverStage stage = await CutoverStage.CreateAsync(cluster);
        foreach (string step in (string[])["prepare", "reconcile", "go", "rollback"])
        {
            Assert.Equal(1, (await stage.RunAsync(step, "--group", "9/XX", "--why", "a test")).Code);
        }

        Assert.Equal(1, (await stage.RunAsync("status", "--group", "nonsense")).Code);
        Assert.Contains("legacy", (await stage.RunAsync("status")).Output, StringComparison.Ordinal);
    }

    private static string Is(int place) =>
        $"contract || '/' || invoice = ({SomePaid.Replace("{0}", $"{place * 10}", StringComparison.Ordinal)})";

    /// <summary>The ledger adds up, is as it was posted, and agrees with the documents.</summary>
    private static async Task AssertSoundAsync(CutoverStage stage)
    {
        List<LedgerFinding> findings = [];
        await new LedgerAudit(stage.Imported.Database).VerifyAsync(null, findings.Add, null, Cancellation);
        Assert.Empty(findings);
        Assert.Equal(0L, await stage.Imported.OneAsync<long>("""
            SELECT count(*) FROM (SELECT contract, sum(open) AS open FROM receivable_open GROUP BY contract) o
            FULL JOIN ledger_stream s USING (contract) WHERE coalesce(o.open, 0) <> coalesce(s.receivable, 0)
            """));
        Assert.Equal(0L, await stage.Imported.OneAsync<long>("SELECT count(*) FROM receivable_open WHERE open < 0"));
    }

    private static async Task ExecuteAsync(CutoverStage stage, string sql)
    {
        await using NpgsqlCommand command = stage.Imported.Database.Command(sql);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancellation));
    }
}
