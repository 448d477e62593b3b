using Strangler.Core.Identity;
using Strangler.Core.Payments;
using Strangler.Core.Prepaid;
using Strangler.Core.Receivables;
using Strangler.Postgres.Prepaid;
using Strangler.Postgres.Receivables;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Prepaid;

/// <summary>A large user that pays after: each day charges and asks for its water, nobody looks at credit.</summary>
public sealed class DailySettlementTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_day_asks_for_what_it_charged_and_the_month_is_its_bill()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int contract = (await stage.ContractsAsync(1))[0];
        Assert.IsType<DeskOutcome.Done>(await EnrolAsync(stage, contract, new CreditTerms([], Money.Zero, false)));
        for (int day = 0; day < 31; day++)
        {
            stage.Litres[contract, PrepaidStage.Since.AddDays(day)] = 40_000 + (day * 37);
        }

        await stage.SegmentAsync(PrepaidStage.Since);
        Assert.Equal((464_00, 464_00), await OwedAsync(stage, contract));
        await stage.SegmentAsync(PrepaidStage.Since.AddDays(1));
        (long owed, long asked) = await OwedAsync(stage, contract);
        Assert.Equal((928_43, 928_43), (owed, asked));

        // Part of it is paid: the next day asks for the rest and its own.
        await stage.PayAsync(contract, 500_00, "p1");
        await stage.SegmentAsync(PrepaidStage.Since.AddDays(2));
        (owed, asked) = await OwedAsync(stage, contract);
        Assert.Equal(owed, asked);
        for (int day = 3; day < 31; day++)
        {
            await stage.SegmentAsync(PrepaidStage.Since.AddDays(day));
        }

        long litres = stage.Litres.Of(contract, PrepaidStage.Since, PrepaidStage.Since.AddDays(30));
        long water = (long)Math.Round(litres * 1.0m, MidpointRounding.AwayFromZero);
        long bill = water + (long)Math.Round(water * 0.16m, MidpointRounding.AwayFromZero);
        Assert.Equal((bill - 500_00, bill - 500_00), await OwedAsync(stage, contract));
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task Nothing_is_decided_of_its_credit_and_none_may_be_agreed()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int contract = (await stage.ContractsAsync(1))[0];
        Assert.IsType<DeskOutcome.Refused>(await EnrolAsync(
            stage, contract, new CreditTerms([new Money(50_00)], Money.Zero, false)));
        Assert.IsType<DeskOutcome.Refused>(await EnrolAsync(
            stage, contract, new CreditTerms([], new Money(50_00), false)));
        Assert.IsType<DeskOutcome.Done>(await EnrolAsync(stage, contract, new CreditTerms([], Money.Zero, false)));
        Assert.IsType<DeskOutcome.Repeated>(await EnrolAsync(stage, contract, new CreditTerms([], Money.Zero, false)));
        stage.Litres[contract, PrepaidStage.Since] = 40_000;
        await stage.SegmentAsync(PrepaidStage.Since);

        PrepaidCredit credit = new(
            stage.Database, (_, _) => Task.FromResult<RunningCharge?>(null), TimeProvider.System);
        Assert.Equal(0, await credit.ReviewAsync(10, Cancellation));
        Assert.Equal(0, await stage.OneAsync<long>("SELECT count(*) FROM prepaid_desired"));
        Assert.Equal(
            "fundsrequested", await stage.OneAsync<string>("SELECT string_agg(kind, ',') FROM prepaid_notice"));
    }

    private static Task<DeskOutcome> EnrolAsync(PrepaidStage stage, int contract, CreditTerms terms) =>
        stage.Desk.EnrolAsync(
            new NewAgreement(
                new ContractNumber(contract), PrepaidStage.Simple, PrepaidStage.Since, terms,
                new FundsPolicy(Money.Zero, Money.Zero, 5) { Daily = true }, "America/Mexico_City", false,
                NoticeChannel.Email),
            stage.Plans, "ana", Cancellation);

    private static async Task<(long Owed, long Asked)> OwedAsync(PrepaidStage stage, int contract)
    {
        Core.Ledger.LedgerBalances balances = await stage.BalancesAsync(contract);
        return (balances.Payoff.Centavos, balances.Current.Centavos);
    }
}
