using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.References;
using Strangler.Core.Readings;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments;
using Strangler.Postgres.Payments.Refunds;
using Strangler.Postgres.Payments.Tills;
using Strangler.Postgres.Payments.Vouchers;
using Strangler.Postgres.Receivables;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Payments;

/// <summary>Tills, refunds, holds, vouchers and plans: each posts once, and ledger and documents agree.</summary>
public sealed class DeskTests(PostgresCluster cluster)
{
    private static readonly Clabe Account = Clabe.Of("01218000123456789");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_till_takes_and_voids_once_and_what_is_missing_is_posted()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (int contract, long owed) = stage.Owed.First(one => one.Value > 100_00);
        string reference = PaymentReference.Of(new ContractNumber(contract));
        TillDesk desk = new(stage.Database, Ledger(stage), stage.Applier, TimeProvider.System);
        Assert.IsType<DeskOutcome.Refused>(await desk.TakeAsync(7, "1", reference, new(10_00), false, Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.OpenAsync(7, "ana", new Money(500_00), Cancellation));
        Assert.IsType<DeskOutcome.Refused>(await desk.OpenAsync(7, "eva", Money.Zero, Cancellation));
        Assert.IsType<DeskOutcome.Refused>(await desk.OpenAsync(8, "ana", Money.Zero, Cancellation));

        Assert.IsType<DeskOutcome.Done>(await desk.TakeAsync(7, "1", reference, new(40_00), false, Cancellation));
        Assert.IsType<DeskOutcome.Repeated>(await desk.TakeAsync(7, "1", reference, new(40_00), false, Cancellation));
        Assert.IsType<DeskOutcome.Refused>(await desk.TakeAsync(7, "1", reference, new(41_00), false, Cancellation));
        Assert.IsType<DeskOutcome.Refused>(await desk.TakeAsync(7, "x", "01000000000", new(1), false, Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.TakeAsync(7, "2", reference, new(10_00), true, Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.TakeAsync(7, "3", reference, new(5_00), false, Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.VoidAsync(7, "3", Cancellation));
        Assert.IsType<DeskOutcome.Repeated>(await desk.VoidAsync(7, "3", Cancellation));
        Assert.Equal(owed - 50_00, (await stage.NetAsync())[contract]);

        Assert.IsType<DeskOutcome.Done>(await desk.CountAsync(7, new Money(540_00), "ana", Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.CloseAsync(7, new Money(538_50), "ana", Cancellation));
        Assert.IsType<DeskOutcome.Refused>(await desk.CloseAsync(7, new Money(540_00), "ana", Cancellation));
        TillReport report = Assert.Single(await desk.ReportAsync(7, 5, Cancellation));
        Assert.Equal((3, 1, new Money(40_00), new Money(10_00), new Money(-1_50)),
            (report.Receipts, report.Voided, report.Cash, report.Card, report.Variance!.Value));
        Assert.Equal("-150,150", await stage.OneAsync<string>(
            $"SELECT array_to_string(amounts, ',') FROM ledger_entry WHERE contract = {TillDesk.StreamsFrom + 7}"));
        await stage.AssertSoundAsync();

        Assert.IsType<DeskOutcome.Done>(await desk.OpenAsync(7, "ana", Money.Zero, Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.TakeAsync(7, "1", reference, new(1_00), false, Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.CloseAsync(7, new Money(3_00), "ana", Cancellation));
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task A_refund_is_blocked_approved_by_another_and_never_more_than_there_is()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (int number, long owed) = stage.Owed.First(one => one.Value > 0);
        ContractNumber contract = new(number);
        Assert.True(await stage.TellAsync(FactStage.Paid("over", number, owed + 100_00)));
        RefundDesk desk = new(stage.Database, Ledger(stage), TimeProvider.System);

        DeskOutcome[] asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => desk.RequestAsync(
            contract, $"r{at}", new Money(40_00), Account, "ana", "moved", Cancellation)));
        Assert.Equal(2, asked.Count(one => one is DeskOutcome.Done));
        Assert.Equal(6, asked.Count(one => one is DeskOutcome.Refused));
        string[] names = [.. (await desk.ListAsync(10, Cancellation)).Select(one => one.Reference)];
        Assert.IsType<DeskOutcome.Repeated>(
            await desk.RequestAsync(contract, names[0], new(40_00), Account, "ana", "moved", Cancellation));
        Assert.Equal("2000,8000", await BalancesAsync(stage, number));

        Assert.IsType<DeskOutcome.Refused>(await desk.ApproveAsync(contract, names[0], "ANA", Cancellation));
        Assert.Empty(await desk.SendAsync(Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.ApproveAsync(contract, names[0], "eva", Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.ApproveAsync(contract, names[1], "eva", Cancellation));
        Assert.Equal(2, (await desk.SendAsync(Cancellation)).Count);
        Assert.Empty(await desk.SendAsync(Cancellation));
        Assert.IsType<DeskOutcome.Refused>(await desk.RejectAsync(contract, names[0], "eva", "late", Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.DoneAsync(contract, names[0], "eva", Cancellation));
        Assert.IsType<DeskOutcome.Repeated>(await desk.DoneAsync(contract, names[0], "eva", Cancellation));
        Assert.IsType<DeskOutcome.Done>(await desk.FailedAsync(contract, names[1], "eva", "closed", Cancellation));

        Assert.Equal("6000,0", await BalancesAsync(stage, number));
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task A_contract_on_hold_keeps_money_blocked_until_it_is_released()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (int number, long owed) = stage.Owed.First(one => one.Value > 100_00);
        ContractNumber contract = new(number);
        HoldDesk desk = new(stage.Database, Ledger(stage), TimeProvider.System);
        Assert.IsType<DeskOutcome.Done>(await desk.PlaceAsync(contract, "ana", "a claim", Cancellation));
        Assert.IsType<DeskOutcome.Refused>(await desk.PlaceAsync(contract, "ana", "a claim", Cancellation));
        PaymentFact second = FactStage.Paid("h2", number, 20_00);
        Assert.True(await stage.TellAsync(FactStage.Paid("h1", number, 30_00)));
        Assert.True(await stage.TellAsync(second));
        Assert.Equal("0,5000", await BalancesAsync(stage, number));
        Assert.Equal(owed, await stage.OneAsync<long>(
            $"SELECT receivable FROM ledger_stream WHERE contract = {number}"));
        Assert.True(await stage.TellAsync(second with { Key = "h3", Kind = PaymentFactKind.Reversed }));

        HeldContract held = Assert.Single(await desk.ListAsync(10, Cancellation));
        Assert.Equal((1, new Money(30_00)), (held.Payments, held.Blocked));
        Assert.IsType<DeskOutcome.Done>(await desk.ReleaseAsync(contract, "ana", Cancellation));
        Assert.IsType<DeskOutcome.Refused>(await desk.ReleaseAsync(contract, "ana", Cancellation));
        Assert.Equal("3000,0", await BalancesAsync(stage, number));
        Assert.True(await stage.TellAsync(FactStage.Paid("h4", number, 10_00)));
        Assert.Equal(owed - 40_00, (await stage.NetAsync())[number]);
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task A_voucher_pays_once_however_many_redeem_it_at_once()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        int[] contracts = [.. stage.Owed.Where(one => one.Value > 50_00).Take(4).Select(one => one.Key)];
        LedgerStore ledger = Ledger(stage);
        await using PaymentDesk payments = new(stage.Database, ledger, paid: null, TimeProvider.System);
        VoucherDesk desk = new(stage.Database, payments, ledger, TimeProvider.System);
        DateOnly last = LocalDay.Of(TimeProvider.System.GetUtcNow()).AddDays(9);
        string code = await desk.IssueAsync(new Money(50_00), last, sold: false, "ana", "a leak", Cancellation);
        string old = await desk.IssueAsync(new Money(5_00), last.AddDays(-20), sold: true, "ana", "x", Cancellation);

        DeskOutcome[] outcomes = await Task.WhenAll(contracts.Select(contract =>
            desk.RedeemAsync(code.ToLowerInvariant(), new ContractNumber(contract), "eva", Cancellation)));

        Assert.Equal(1, outcomes.Count(one => one is DeskOutcome.Done));
        Assert.Equal(3, outcomes.Count(one => one is DeskOutcome.Refused));
        Assert.IsType<DeskOutcome.Refused>(
            await desk.RedeemAsync(old, new ContractNumber(contracts[0]), "eva", Cancellation));
        Assert.IsType<DeskOutcome.Refused>(
            await desk.RedeemAsync("0000-0000-0000-0000", new ContractNumber(contracts[0]), "eva", Cancellation));
        Dictionary<int, long> net = await stage.NetAsync();
        Assert.Equal(50_00, contracts.Sum(contract => stage.Owed[contract] - net[contract]));
        Assert.Equal(0, await stage.OneAsync<long>(
            $"SELECT count(*) FROM payment_voucher WHERE position('{code.Replace("-", "")}'::bytea IN hash) > 0"));
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task A_plan_is_paid_oldest_instalment_first_and_broken_where_one_is_missed()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        (int number, long owed) = stage.Owed.First(one => one.Value > 100_00);
        ContractNumber contract = new(number);
        DateOnly first = new(2026, 8, 1);
        InstalmentPlans plans = new(stage.Database, TimeProvider.System);
        PaymentPlans desk = new(stage.Database);
        Assert.Equal(3, (await plans.MakeAsync(contract, "p", 3, first, "ana", "asked", Cancellation)).Count);
        Assert.Empty(await plans.MakeAsync(contract, "q", 2, first, "ana", "asked", Cancellation));
        Assert.True(await stage.TellAsync(FactStage.Paid("p1", number, (owed + 2) / 3)));

        PlanStanding standing = Assert.Single(await desk.ListAsync(contract, 5, Cancellation));
        Assert.Equal(("active", (owed + 2) / 3, first.AddMonths(1)),
            (standing.State, standing.Paid.Centavos, standing.NextDue));
        Assert.Equal((0, 0), await desk.CheckAsync(first.AddMonths(1).AddDays(3), 3, "ana", Cancellation));
        Assert.Equal((0, 1), await desk.CheckAsync(first.AddMonths(1).AddDays(4), 3, "ana", Cancellation));
        Assert.Equal((0, 0), await desk.CheckAsync(first.AddMonths(9), 3, "ana", Cancellation));

        Assert.Equal(2, (await plans.MakeAsync(contract, "q", 2, first, "ana", "again", Cancellation)).Count);
        Assert.IsType<DeskOutcome.Refused>(
            await desk.CancelAsync(contract, "p", first, "ana", "no", Cancellation));
        Assert.True(await stage.TellAsync(FactStage.Paid("p2", number, owed - ((owed + 2) / 3))));
        Assert.Equal((1, 0), await desk.CheckAsync(first.AddMonths(9), 3, "ana", Cancellation));
        Assert.Equal("broken,done", string.Join(',',
            (await desk.ListAsync(contract, 5, Cancellation)).Select(one => one.State)));
        await stage.AssertSoundAsync();
    }

    private static LedgerStore Ledger(FactStage stage) => new(stage.Database, TimeProvider.System);

    private static Task<string> BalancesAsync(FactStage stage, int contract) => stage.OneAsync<string>(
        $"SELECT available || ',' || blocked FROM ledger_stream WHERE contract = {contract}");
}
