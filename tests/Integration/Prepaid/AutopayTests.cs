using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.References;
using Strangler.Core.Prepaid;
using Strangler.Core.Tariffs;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Debits;
using Strangler.Postgres.Prepaid;
using Strangler.Postgres.Receivables;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Payments;

namespace Strangler.Tests.Integration.Prepaid;

/// <summary>Funds that are asked for are debited, until a debit has no funds.</summary>
public sealed class AutopayTests(PostgresCluster cluster)
{
    private static readonly DateOnly Today = new(2026, 7, 25);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_debit_without_funds_costs_a_fee_and_ends_autopay_and_there_is_no_payment_plan()
    {
        await using FactStage stage = await FactStage.CreateAsync(cluster);
        ContractNumber contract = new(stage.Owed.MaxBy(one => one.Value).Key);
        await using LedgerStore ledger = new(stage.Database, TimeProvider.System);
        await EnrolAsync(stage, ledger, contract);
        await stage.OneAsync<object>(
            "UPDATE prepaid_account SET requested = 10000, arrears_on = '2026-07-26' RETURNING 1");
        Assert.Empty(await new InstalmentPlans(stage.Database, TimeProvider.System).MakeAsync(
            contract, "p", 3, Today, "ana", "asked", Cancellation));

        DebitRun run = new(stage.Database);
        DebitNotice notice = Assert.Single((await run.RunAsync("belvo", Today, "ana", Cancellation)).Noticed);
        Assert.Equal(new Money(100_00), notice.Amount);
        DebitInstruction debit = (await run.RunAsync("belvo", Today.AddDays(6), "ana", Cancellation)).Batch!.Debits
            .Single();
        DebitReturnDesk desk = new(stage.Database, ledger, stage.Applier);
        WebhookOutcome.DebitReturned returned = new(
            "belvo", "failed:9", "9", debit.Reference, "04", new DateTimeOffset(2026, 7, 31, 18, 0, 0, TimeSpan.Zero));
        await stage.Applier.ApplyAsync(
            [(await desk.TakeAsync(returned, Cancellation))!], confirmed: true, Cancellation);

        Assert.Equal("debit-fee-charged 15000 {15000,-15000}", await stage.OneAsync<string>($"""
            SELECT kind || ' ' || current_change || ' ' || amounts::text FROM ledger_entry
            WHERE contract = {contract.Value} ORDER BY version DESC LIMIT 1
            """));
        Assert.False(await stage.OneAsync<bool>("SELECT autopay FROM prepaid_account"));
        Assert.Equal("autopaystopped", await stage.OneAsync<string>("SELECT kind FROM prepaid_notice"));
    }

    private static async Task EnrolAsync(FactStage stage, LedgerStore ledger, ContractNumber contract)
    {
        DateOnly since = new(2026, 9, 1);
        PlanBook plans = await PrepaidPlans.LoadAsync(stage.Database, Cancellation);
        PrepaidDesk desk = new(stage.Database, ledger, TimeProvider.System);
        NewAgreement wanted = new(
            contract, plans.Codes.First(code => plans.On(code, since) is not null), since,
            new CreditTerms([], Money.Zero, IsHousehold: true), new FundsPolicy(Money.Zero, Money.Zero, 5),
            "America/Tijuana", Autopay: true, NoticeChannel.Push);
        Assert.IsType<DeskOutcome.Refused>(await desk.EnrolAsync(wanted, plans, "ana", Cancellation));
        MandateDesk mandates = new(stage.Database);
        await mandates.GiveAsync(contract, Clabe.Of("01218000123456789"), null, null, "ana", Cancellation);
        await mandates.ActivateAsync(contract, "ana", Cancellation);
        Assert.IsType<DeskOutcome.Done>(await desk.EnrolAsync(wanted, plans, "ana", Cancellation));
        Assert.IsType<DeskOutcome.Done>(
            await desk.TransferAsync(contract, contract, "old", Today, "ana", Cancellation));
    }
}
