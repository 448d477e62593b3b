using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Postgres.Billing;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Billing;

public sealed class BillingRunTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_bills_each_contract_once_and_a_second_run_bills_nobody_again()
    {
        await using BilledDatabase database = await BilledDatabase.CreateAsync(cluster);

        BillingRun first = await database.RunAsync(BilledDatabase.All());
        long bills = await database.CountAsync("billing_document");
        BillingRun second = await database.RunAsync(BilledDatabase.All());

        RunProgress again = await ProgressAsync(database, second);
        Assert.Equal(BillingRunState.Posted, first.State);
        Assert.True(bills > 250, $"{bills} bills.");
        Assert.Equal((0L, bills), (again.Billed, await database.CountAsync("billing_document")));
        Assert.Equal(
            await database.CountAsync("billing_cycle"),
            await database.Imported.OneAsync<long>("SELECT count(*) FROM billing_cycle WHERE status = 'BILLED'"));
        await database.AssertSoundAsync();
    }

    [Fact]
    public async Task Workers_at_once_make_what_one_makes()
    {
        await using BilledDatabase one = await BilledDatabase.CreateAsync(cluster);
        await using BilledDatabase many = await BilledDatabase.CreateAsync(cluster);

        await one.RunAsync(BilledDatabase.All(chunk: 300), workers: 1);
        BillingRun run = await many.PlanAsync(BilledDatabase.All(chunk: 5));
        await Task.WhenAll(many.WorkAsync(run, 2), many.WorkAsync(run, 2));

        Assert.Equal(await one.FingerprintAsync(), await many.FingerprintAsync());
        await many.AssertSoundAsync();
    }

    [Fact]
    public async Task A_simulation_reports_and_posts_nothing()
    {
        await using BilledDatabase database = await BilledDatabase.CreateAsync(cluster);

        BillingRun simulated = await database.RunAsync(BilledDatabase.All(simulated: true));
        RunProgress totals = await ProgressAsync(database, simulated);

        Assert.Equal(BillingRunState.Simulated, simulated.State);
        foreach (string table in (string[])
            ["billing_document", "billing_line", "billing_draft", "billing_number", "billing_series", "ledger_entry"])
        {
            Assert.Equal((table, 0L), (table, await database.CountAsync(table)));
        }

        RunProgress posted = await ProgressAsync(database, await database.RunAsync(BilledDatabase.All()));
        Assert.Equal((posted.Billed, posted.Total, posted.Tax), (totals.Billed, totals.Total, totals.Tax));
    }

    [Fact]
    public async Task A_held_run_has_no_numbers_until_it_is_posted_and_then_is_like_any_other()
    {
        await using BilledDatabase straight = await BilledDatabase.CreateAsync(cluster);
        await using BilledDatabase held = await BilledDatabase.CreateAsync(cluster);
        await straight.RunAsync(BilledDatabase.All());

        BillingRun rated = await held.RunAsync(BilledDatabase.All(held: true));
        long numbers = await held.CountAsync("billing_number");
        RunChange approved = await new BillingRunStore(held.Imported.Database)
            .ApproveAsync(rated.Id, "manager", Cancellation);
        BillingRun posted = await held.WorkAsync(Assert.IsType<RunChange.Done>(approved).Run);

        Assert.Equal((BillingRunState.Rated, 0L, BillingRunState.Posted), (rated.State, numbers, posted.State));
        Assert.Equal(await straight.FingerprintAsync(), await held.FingerprintAsync());
        await held.AssertSoundAsync();
    }

    [Fact]
    public async Task A_held_run_can_be_taken_back_and_done_again_and_a_posted_one_cannot()
    {
        await using BilledDatabase database = await BilledDatabase.CreateAsync(cluster);
        RunCancellation cancellation = new(database.Imported.Database);
        BillingRun rated = await database.RunAsync(BilledDatabase.All(held: true));

        PlanOutcome meanwhile = await new BillingPlanner(database.Imported.Database)
            .PlanAsync(BilledDatabase.All(), Cancellation);
        Assert.IsType<RunChange.Done>(await cancellation.CancelAsync(rated.Id, "manager", Cancellation));
        long left = await database.CountAsync("billing_document") + await database.CountAsync("billing_line");
        BillingRun posted = await database.RunAsync(BilledDatabase.All());

        Assert.Contains($"run {rated.Id} ", Assert.IsType<PlanOutcome.Refused>(meanwhile).Reason);
        Assert.Equal(0L, left);
        Assert.Contains("was posted", Assert.IsType<RunChange.Refused>(
            await cancellation.CancelAsync(posted.Id, "manager", Cancellation)).Reason);
        await database.AssertSoundAsync();
    }

    [Fact]
    public async Task A_bill_that_cannot_be_made_is_put_aside_and_the_others_go_on()
    {
        await using BilledDatabase database = await BilledDatabase.CreateAsync(cluster);
        int contract = await database.Imported.OneAsync<int>("SELECT min(number)::integer FROM legacy_contract");
        await ExecuteAsync(database, $"""
            DELETE FROM legacy_meter WHERE service_point = (
                SELECT service_point FROM legacy_contract WHERE number = {contract})
            """);

        RunProgress totals = await ProgressAsync(database, await database.RunAsync(BilledDatabase.All()));

        Assert.Equal("no-meter", await database.Imported.OneAsync<string>(
            $"SELECT reason FROM billing_exception WHERE contract = {contract} AND source = 'billing-run'"));
        Assert.Equal(totals.Contracts, totals.Billed + totals.Parked + totals.Skipped);
        Assert.True(totals.Billed > 250);
        await database.AssertSoundAsync();
    }

    [Fact]
    public async Task A_group_with_its_own_calendar_is_billed_on_another_date_and_an_overlap_is_refused()
    {
        await using BilledDatabase database = await BilledDatabase.CreateAsync(cluster);
        CalendarStore calendars = new(database.Imported.Database);
        await calendars.SetAsync(
            new BillingGroup(1, "M08"), new BillingCalendar(CycleKind.Monthly, 15, 5, 20), "test", Cancellation);

        await database.RunAsync(BilledDatabase.All());
        GroupCycle own = Assert.Single(await calendars.CyclesAsync(new BillingGroup(1, "M08"), Cancellation));
        GroupCycle usual = Assert.Single(await calendars.CyclesAsync(new BillingGroup(1, "D14"), Cancellation));
        await calendars.SetAsync(
            new BillingGroup(1, "M08"), new BillingCalendar(CycleKind.Monthly, 1, 5, 20), "test", Cancellation);
        PlanOutcome march = await new BillingPlanner(database.Imported.Database).PlanAsync(
            new NewBillingRun(new BillingGroup(1, "M08"), new(2026, 3), "test"), Cancellation);

        Assert.Equal(new DateOnly(2026, 2, 15), own.Dates.From);
        Assert.Equal(new DateOnly(2026, 3, 19), own.Dates.Issued);
        Assert.Equal(new DateOnly(2026, 2, 1), usual.Dates.From);
        Assert.Contains("days in common with 2026-02", Assert.IsType<PlanOutcome.Refused>(march).Reason);
    }

    [Fact]
    public async Task A_posted_document_can_be_neither_changed_nor_removed()
    {
        await using BilledDatabase database = await BilledDatabase.CreateAsync(cluster);
        await database.RunAsync(BilledDatabase.All(new BillingGroup(8, "HU1")));

        foreach (string sql in (string[])
            ["UPDATE billing_document SET total = 0", "DELETE FROM billing_document", "DELETE FROM billing_line"])
        {
            await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(database, sql));
        }
    }

    private static Task<RunProgress> ProgressAsync(BilledDatabase database, BillingRun run) =>
        RunReports.ProgressAsync(database.Imported.Database, run.Id, Cancellation);

    private static async Task ExecuteAsync(BilledDatabase database, string sql)
    {
        await using NpgsqlCommand command = database.Imported.Database.Command(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
