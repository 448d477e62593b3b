using Strangler.AquaCis.Contracts;
using Strangler.Core.Cutover;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Gateway.Routing;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Cutover;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;
using Strangler.Postgres.Routes;
using Strangler.Postgres.Tariffs;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cutover;

/// <summary>Nothing moves money natively for a group that is not reconciled.</summary>
public sealed class CutoverGateTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_is_billed_natively_once_it_is_reconciled_and_that_cuts_it_over()
    {
        await using CutoverStage stage = await CutoverStage.CreateAsync(cluster, withoutJune: true);
        string never = await RefusedAsync(stage, CutoverStage.Group);
        await stage.PrepareAsync();
        string prepared = await RefusedAsync(stage, CutoverStage.Group);
        await stage.ReconcileAsync();
        string all = await RefusedAsync(stage, null);

        BillingRun run = Assert.IsType<PlanOutcome.Planned>(await PlanAsync(stage, CutoverStage.Group)).Run;
        await WorkAsync(stage, run);

        Assert.Contains("was not prepared: ./strangler cutover prepare --group 1/M08", never, StringComparison.Ordinal);
        Assert.Contains("is not reconciled", prepared, StringComparison.Ordinal);
        Assert.Contains("Billing group 1/D14 was not prepared", all, StringComparison.Ordinal);
        Assert.DoesNotContain("1/M08", all, StringComparison.Ordinal);
        Assert.True(await stage.Imported.OneAsync<long>("SELECT count(*) FROM billing_document WHERE type = 1") > 50);
        GroupStanding standing = (await new CutoverStandings(stage.Imported.Database).ListAsync(Cancellation))
            .Single(one => one.Group == CutoverStage.Group);
        Assert.Equal(CutoverState.CutOver, standing.State);
        Assert.Equal("test", standing.History[^1].Who);
    }

    /// <summary>The next bill charges what native documents left overdue, and carries the native remainder.</summary>
    [Fact]
    public async Task The_second_native_bill_stands_on_the_first()
    {
        await using CutoverStage stage = await CutoverStage.CreateAsync(cluster, withoutJune: true);
        await stage.ReconcileAsync();
        await WorkAsync(stage, Assert.IsType<PlanOutcome.Planned>(await PlanAsync(stage, CutoverStage.Group)).Run);
        int paying = (await stage.NativeDebtsAsync()).First(one => one.Value > 100_00).Key;
        await using LedgerStore ledger = new(stage.Imported.Database, TimeProvider.System);
        await new ReceivableDesk(stage.Imported.Database, ledger, TimeProvider.System).PayAsync(
            new ContractNumber(paying), "P1", new Money(77_77), new DateOnly(2026, 7, 25), "ana", Cancellation);

        LegacyPlans plans = await LegacyPlans.LoadAsync(stage.Imported.Database, Cancellation);
        BillInputLoader loader = await BillInputLoader.OpenAsync(
            stage.Imported.Database, new BillScope(CutoverStage.Group, new BillingCycle(2026, 7)), plans, Cancellation);
        LoadedRange range = await loader.LoadAsync(new ContractRange(0, int.MaxValue), Cancellation);

        Dictionary<int, long> owed = await stage.NativeDebtsAsync();
        Assert.Equal("", string.Join(", ", range.Bills
            .Select(bill => (bill.Input.Contract, bill.Input.Facts.Overdue, new Money(owed[bill.Input.Contract.Value])))
            .Where(one => one.Overdue != one.Item3)));
        foreach (LoadedBill bill in range.Bills)
        {
            decimal carried = await stage.Imported.OneAsync<decimal>($"""
                SELECT coalesce((
                    SELECT carried FROM billing_document WHERE type = 1 AND contract = {bill.Input.Contract}), (
                    SELECT value FROM legacy_contract_variable WHERE kind = 102 AND contract = {bill.Input.Contract}
                    ORDER BY since DESC LIMIT 1), 0)
                """);
            Assert.Equal((bill.Input.Contract, carried), (bill.Input.Contract, bill.Input.Facts.Carried));
        }
    }

    [Fact]
    public async Task What_the_former_system_has_billed_is_not_billed_again()
    {
        await using CutoverStage stage = await CutoverStage.CreateAsync(cluster);
        await stage.ReconcileAsync();

        string reason = await RefusedAsync(stage, CutoverStage.Group);

        Assert.Contains("2026-06 would be billed twice", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulation_needs_no_cut_over_and_a_held_run_needs_it_when_it_is_posted()
    {
        await using CutoverStage stage = await CutoverStage.CreateAsync(cluster, withoutJune: true);
        NewBillingRun wanted = new(CutoverStage.Group, CutoverStage.June, "test");
        BillingPlanner planner = new(stage.Imported.Database);
        await WorkAsync(stage, Assert.IsType<PlanOutcome.Planned>(
            await planner.PlanAsync(wanted with { Simulated = true }, Cancellation)).Run);
        BillingRun held = await WorkAsync(stage, Assert.IsType<PlanOutcome.Planned>(
            await planner.PlanAsync(wanted with { Held = true }, Cancellation)).Run);
        BillingRunStore runs = new(stage.Imported.Database);

        RunChange refused = await runs.ApproveAsync(held.Id, "ana", Cancellation);
        BillingRun? still = await runs.FindAsync(held.Id, Cancellation);
        await stage.ReconcileAsync();
        RunChange approved = await runs.ApproveAsync(held.Id, "ana", Cancellation);

        Assert.Contains("was not prepared", Assert.IsType<RunChange.Refused>(refused).Reason, StringComparison.Ordinal);
        Assert.Equal(BillingRunState.Rated, still!.State);
        Assert.IsType<RunChange.Done>(approved);
        Assert.Contains(
            "under way", Assert.IsType<CutoverOutcome.Refused>(
                await stage.Desk.RollBackAsync(CutoverStage.Group, "ana", "no", [], Cancellation)).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_bills_any_group_and_only_on_a_copy()
    {
        await using CutoverStage copy = await CutoverStage.CreateAsync(cluster, withoutJune: true);
        await using CutoverStage real = await CutoverStage.CreateAsync(cluster);
        await real.ReconcileAsync();
        await real.Desk.GoAsync(CutoverStage.Group, "ana", "go", Cancellation);

        Assert.Equal(0, (await copy.RunAsync("dry-run", "on")).Code);
        await WorkAsync(copy, Assert.IsType<PlanOutcome.Planned>(await PlanAsync(copy, null)).Run);

        (int off, _, string stays) = await copy.RunAsync("dry-run", "off");
        (int on, _, string counts) = await real.RunAsync("dry-run", "on");
        Assert.Equal((1, 1), (off, on));
        Assert.Contains("stays a copy", stays, StringComparison.Ordinal);
        Assert.Contains("this database counts", counts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Payments_go_native_for_reconciled_groups_only_and_other_writes_do_as_before()
    {
        await using CutoverStage stage = await CutoverStage.CreateAsync(cluster);
        Operation pay = MoneyOperations.All[0];
        RouteDesk desk = new(
            new RouteStore(stage.Imported.Database),
            new OperationModes([.. OperationModes.Present.Native.Where(one => !MoneyOperations.Has(one)), pay]));
        Task<RouteOrderOutcome> Set(string? service, string? operation, string? group, string mode) => desk.ApplyAsync(
            new RouteOrder([new RouteRequest(RouteAction.Set, service, operation, group, mode)], "ana", "why"),
            Cancellation);

        RouteOrderOutcome early = await Set(pay.Service, pay.Name, "1/M08", "native");
        RouteOrderOutcome wide = await Set(null, null, "1/M08", "native");
        RouteOrderOutcome shadow = await Set(pay.Service, pay.Name, "1/M08", "shadow");
        RouteOrderOutcome query = await Set(pay.Service, "getDeuda", "1/M08", "native");
        await stage.ReconcileAsync();
        RouteOrderOutcome all = await Set(pay.Service, pay.Name, null, "native");
        RouteOrderOutcome done = await Set(pay.Service, pay.Name, "1/M08", "native");

        CutoverOutcome back = await stage.Desk.RollBackAsync(
            CutoverStage.Group, "ana", "no", [(pay.Service, pay.Name)], Cancellation);
        await Set(pay.Service, pay.Name, "1/M08", "legacy");
        CutoverOutcome free = await stage.Desk.RollBackAsync(
            CutoverStage.Group, "ana", "no", [(pay.Service, pay.Name)], Cancellation);

        foreach (RouteOrderOutcome refused in (RouteOrderOutcome[])[early, wide])
        {
            IReadOnlyList<string> reasons = Assert.IsType<RouteChangeOutcome.Refused>(refused.Result).Reasons;
            Assert.Contains("1/M08 was not prepared", Assert.Single(reasons), StringComparison.Ordinal);
        }

        Assert.IsType<RouteChangeOutcome.Applied>(shadow.Result);
        Assert.IsType<RouteChangeOutcome.Applied>(query.Result);
        Assert.IsType<RouteChangeOutcome.Refused>(all.Result);
        Assert.IsType<RouteChangeOutcome.Applied>(done.Result);
        Assert.Contains(
            $"{pay.Name} is native for it", Assert.IsType<CutoverOutcome.Refused>(back).Reason,
            StringComparison.Ordinal);
        Assert.IsType<CutoverOutcome.Moved>(free);
    }

    private static async Task<string> RefusedAsync(CutoverStage stage, BillingGroup? group) =>
        Assert.IsType<PlanOutcome.Refused>(await PlanAsync(stage, group)).Reason;

    private static Task<PlanOutcome> PlanAsync(CutoverStage stage, BillingGroup? group) =>
        new BillingPlanner(stage.Imported.Database).PlanAsync(
            new NewBillingRun(group, CutoverStage.June, "test"), Cancellation);

    private static async Task<BillingRun> WorkAsync(CutoverStage stage, BillingRun run)
    {
        await using ChunkRating rating = await ChunkRating.OpenAsync(
            stage.Imported.Database, run, TimeProvider.System, Cancellation);
        return await new BillingWorkers(
            stage.Imported.Database, rating, new WorkerOptions(2, TimeSpan.FromSeconds(60)), TimeProvider.System)
            .RunAsync(run.Id, new Progress<RunProgress>(), Cancellation);
    }
}
