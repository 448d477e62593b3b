using System.CommandLine;
using System.Globalization;
using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Core.Payments.References;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Prepaid;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Prepaid;
using Strangler.Postgres.Tariffs;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Prepaid;

/// <summary>Agreements end: what is left is charged, and credit or debt is as anybody's.</summary>
public sealed class EndingTests(PostgresCluster cluster)
{
    private static readonly DateOnly Last = new(2026, 3, 31);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_left_of_credit_is_the_customers_and_the_end_happens_once()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int contract = (await stage.ContractsAsync(1))[0];
        await stage.EnrolAsync(contract);
        await stage.PayAsync(contract, 100_00, "t1");
        stage.Litres[contract, PrepaidStage.Since] = 1_000;
        await stage.SegmentAsync(PrepaidStage.Since);
        stage.Litres[contract, Last] = 2_000;
        await stage.ExecuteAsync($"""
            INSERT INTO prepaid_notice (contract, key, kind, channel, amount)
            VALUES ({contract}, 'a', 'lowcredit', 'sms', 0);
            INSERT INTO prepaid_desired VALUES ({contract}, 'restricted', 'credit-exhausted', '2026-03-02 10:00Z')
            """);
        long version = await stage.VersionAsync(contract);

        DeskOutcome.Done done = Assert.IsType<DeskOutcome.Done>(await EndAsync(stage, contract, Last));

        Assert.Contains("65.20 pesos are the customer's", done.Text);
        Assert.Equal("""
            prepaid-charged: payoff 23.20, current 0.00
              receivable 23.20
              revenue.1 -20.00
              tax.iva -3.20
            prepaid-credit-set-off: payoff 0.00, current 0.00
              customer-credit 23.20
              receivable -23.20
            prepaid-ended: payoff 0.00, current -65.20
            """, await stage.JournalAsync(contract, version));
        Assert.Equal(
            "open agreement-ended failed ana begun, ana done", await stage.OneAsync<string>("""
                SELECT concat_ws(' ', d.desired, d.reason, n.state,
                    (SELECT string_agg(who || ' ' || outcome, ', ' ORDER BY id) FROM audit
                        WHERE what = 'prepaid agreement'))
                FROM prepaid_desired d, prepaid_notice n
                WHERE d.since > now() - interval '1 day'
                """));
        Assert.IsType<DeskOutcome.Repeated>(await EndAsync(stage, contract, Last));
        Assert.IsType<DeskOutcome.Refused>(await EndAsync(stage, contract, Last.AddDays(1)));
        Assert.Equal(0, (await stage.SegmentAsync(Last.AddDays(5))).Agreements);
        await AssertSoundAsync(stage);
    }

    [Fact]
    public async Task A_debt_is_a_document_that_is_paid_as_any_other_and_another_agreement_may_follow()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int contract = (await stage.ContractsAsync(1))[0];
        await stage.EnrolAsync(contract);
        stage.Litres[contract, PrepaidStage.Since] = 5_000;
        Assert.Contains("58.00 pesos are owed by document 2026-03/7.1", Assert.IsType<DeskOutcome.Done>(
            await EndAsync(stage, contract, Last)).Text);

        LedgerBalances balances = await stage.BalancesAsync(contract);
        Assert.Equal((58_00, 58_00), (balances.Payoff.Centavos, balances.Current.Centavos));
        Assert.Equal(58_00, await stage.OneAsync<long>(
            $"SELECT sum(open)::bigint FROM receivable_open WHERE contract = {contract} AND number LIKE 'P%'"));
        await stage.PayAsync(contract, 58_00, "t1");
        balances = await stage.BalancesAsync(contract);
        Assert.Equal((0, 0, 0), (
            balances.Receivable.Centavos, balances.Available.Centavos, balances.Current.Centavos));

        NewAgreement again = new(
            new ContractNumber(contract), PrepaidStage.Simple, PrepaidStage.Since,
            new Core.Prepaid.CreditTerms([], Money.Zero, IsHousehold: true),
            new Core.Prepaid.FundsPolicy(Money.Zero, Money.Zero, 5), "America/Mexico_City", false,
            Core.Prepaid.NoticeChannel.Sms);
        Assert.IsType<DeskOutcome.Refused>(await stage.Desk.EnrolAsync(again, stage.Plans, "ana", Cancellation));
        await stage.EnrolAsync(contract, since: Last.AddDays(1));
        stage.Litres[contract, Last.AddDays(1)] = 1_000;
        Assert.Equal(1, (await stage.SegmentAsync(Last.AddDays(2))).Agreements);
        Assert.Equal(11_60, (await stage.BalancesAsync(contract)).Payoff.Centavos);
        Assert.IsType<DeskOutcome.Done>(await EndAsync(stage, contract, Last.AddDays(2)));
        Assert.Equal(2, await stage.OneAsync<long>("SELECT count(*) FROM prepaid_ended"));
        await AssertSoundAsync(stage);
    }

    [Fact]
    public async Task Credit_is_given_back_by_the_refund_desk_in_the_same_transaction()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int contract = (await stage.ContractsAsync(1))[0];
        await stage.EnrolAsync(contract);
        await stage.PayAsync(contract, 40_00, "t1");

        await EndAsync(stage, contract, Last, Clabe.Of("01218000123456789"));

        Assert.Equal("4000 requested prepaid-end-2026-03-01", await stage.OneAsync<string>("""
            SELECT r.amount || ' ' || r.state || ' ' || e.refund FROM payment_refund r
            JOIN prepaid_ended e ON e.contract = r.contract AND e.refund = r.reference
            """));
        LedgerBalances balances = await stage.BalancesAsync(contract);
        Assert.Equal((40_00, 0, 0), (
            balances.Blocked.Centavos, balances.Payoff.Centavos, balances.Current.Centavos));
        await AssertSoundAsync(stage);
    }

    [Fact]
    public async Task What_cannot_end_keeps_everything_as_it_was()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int contract = (await stage.ContractsAsync(1))[0];
        await stage.EnrolAsync(contract);
        stage.Litres[contract, PrepaidStage.Since] = 1_000;
        await stage.SegmentAsync(PrepaidStage.Since.AddDays(4));
        long version = await stage.VersionAsync(contract);

        Assert.Contains("not over", Why(await EndAsync(stage, contract, new DateOnly(2099, 1, 1))));
        Assert.Contains("begins on", Why(await EndAsync(stage, contract, PrepaidStage.Since.AddDays(-1))));
        Assert.Contains("charged through 2026-03-05", Why(await EndAsync(stage, contract, PrepaidStage.Since)));
        stage.Litres.Without = contract;
        Assert.Contains("no meter that is read", Why(await EndAsync(stage, contract, Last)));
        await stage.ExecuteAsync("UPDATE prepaid_account SET meter_loaded = loaded + 500");
        Assert.Contains("5.00", Why(await EndAsync(stage, contract, Last)));
        Assert.Contains("not prepaid", Why(await EndAsync(stage, contract + 1, Last)));

        Assert.Equal(version, await stage.VersionAsync(contract));
        Assert.Equal(1, await stage.OneAsync<long>("SELECT count(*) FROM prepaid_account WHERE problem IS NULL"));
    }

    [Fact]
    public async Task Months_of_an_ended_agreement_are_not_billed_again_and_the_next_ones_are()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int contract = (await stage.ContractsAsync(1))[0];
        await stage.EnrolAsync(contract);
        await EndAsync(stage, contract, Last);

        Assert.IsType<BillingVerdict.Skipped>(await VerdictAsync(stage, contract, 3));
        Assert.IsNotType<BillingVerdict.Skipped>(await VerdictAsync(stage, contract, 4));
        await stage.ExecuteAsync("UPDATE prepaid_ended SET until = '2026-04-10'");
        Assert.Contains("prepaid from 2026-03-01 to 2026-04-10", Assert.IsType<BillingVerdict.Parked>(
            await VerdictAsync(stage, contract, 4)).Detail);
    }

    [Fact]
    public async Task The_command_line_ends_agreements_and_turns_autopay_on_and_off()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int number = (await stage.ContractsAsync(1))[0];
        string contract = number.ToString(CultureInfo.InvariantCulture);
        string plan = stage.Plans.Codes.First(code => code != PrepaidStage.Simple
            && stage.Plans.On(code, PrepaidStage.Since) is not null);
        await stage.EnrolAsync(number, plan);
        string[] autopay = ["autopay", "--contract", contract, "--who", "ana"];

        Assert.Contains("no active mandate", await RunAsync(stage, 1, [.. autopay, "on"]));
        Assert.Contains("done before", await RunAsync(stage, 0, [.. autopay, "off"]));
        await stage.ExecuteAsync("UPDATE prepaid_account SET autopay = true");
        Assert.Contains("is not debited", await RunAsync(stage, 0, [.. autopay, "off"]));
        await RunAsync(stage, 2, [.. autopay, "perhaps"]);
        Assert.Equal($"contract {contract}: autopay off", await stage.OneAsync<string>(
            "SELECT subject FROM audit WHERE what = 'prepaid agreement' LIMIT 1"));

        string[] end = ["end", "--contract", contract, "--on", "2026-03-31", "--reason", "moves out", "--who", "ana"];
        await RunAsync(stage, 1, [.. end, "--refund", "123"]);
        Assert.Contains("no meter that is read remotely", await RunAsync(stage, 1, end));
        await stage.ExecuteAsync($"""
            INSERT INTO meter_device (device, contract, turns_at, since, registered_by)
            VALUES ('m', {contract}, 1000000, '2020-01-01', 'a test')
            """);
        Assert.Contains("prepaid no more", await RunAsync(stage, 0, end));
        Assert.Contains("done before", await RunAsync(stage, 0, end));
    }

    private static Task<DeskOutcome> EndAsync(
        PrepaidStage stage, int contract, DateOnly on, Clabe? refund = null) =>
        new PrepaidEnding(stage.Database, stage.Ledger, stage.Segments, TimeProvider.System).EndAsync(
            new ContractNumber(contract), on, refund, "moves out", "ana", Cancellation);

    private static string Why(DeskOutcome outcome) => Assert.IsType<DeskOutcome.Refused>(outcome).Reason;

    private static async Task<BillingVerdict> VerdictAsync(PrepaidStage stage, int contract, byte month)
    {
        LegacyPlans legacy = await LegacyPlans.LoadAsync(stage.Database, Cancellation);
        BillInputLoader loader = await BillInputLoader.OpenAsync(
            stage.Database, new BillScope(null, new BillingCycle(2026, month)), legacy, Cancellation);
        LoadedRange range = await loader.LoadAsync(new ContractRange(contract, contract), false, Cancellation);
        return BillingRules.Decide(Assert.Single(range.Bills).Input, []);
    }

    private static async Task AssertSoundAsync(PrepaidStage stage)
    {
        await stage.AssertSoundAsync();
        Assert.Equal(0, await stage.OneAsync<long>(
            "SELECT coalesce(sum(a), 0)::bigint FROM (SELECT unnest(amounts) AS a FROM ledger_entry) s"));
    }

    private static async Task<string> RunAsync(PrepaidStage stage, int code, params string[] args)
    {
        using StringWriter output = new();
        Command root = new("strangler") { PrepaidCommand.Create() };
        int actual = await CommandRunner.RunAsync(
            root, ["prepaid", .. args, "--database", stage.Address], output, output);
        Assert.True(code == actual, output.ToString());
        return output.ToString();
    }
}
