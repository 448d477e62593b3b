using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Core.Rating;
using Strangler.Postgres.Prepaid;
using Strangler.Postgres.Receivables;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Ledger;

namespace Strangler.Tests.Integration.Prepaid;

/// <summary>The exact postings of each event, and what it moves payoff and the current amount by.</summary>
public sealed class GoldenEventTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Top_up_segment_correction_and_set_off()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int contract = (await stage.ContractsAsync(1))[0];
        await stage.EnrolAsync(contract);

        await stage.PayAsync(contract, 100_00, "t1");
        Assert.Equal("""
            payment-received: payoff -100.00, current -100.00
              cash 100.00
              customer-credit -100.00
            prepaid-current-zeroed: payoff 0.00, current 100.00
            """, await stage.JournalAsync(contract, 0));

        long version = await stage.VersionAsync(contract);
        stage.Litres[contract, PrepaidStage.Since] = 2_500;
        await stage.SegmentAsync(PrepaidStage.Since);
        Assert.Equal("""
            prepaid-charged: payoff 29.00, current 0.00
              receivable 29.00
              revenue.1 -25.00
              tax.iva -4.00
            prepaid-credit-set-off: payoff 0.00, current 0.00
              customer-credit 29.00
              receivable -29.00
            """, await stage.JournalAsync(contract, version));

        // The reading was too high: the next day charges less than nothing, and credit comes back.
        version = await stage.VersionAsync(contract);
        stage.Litres[contract, PrepaidStage.Since] = 1_500;
        await stage.SegmentAsync(PrepaidStage.Since.AddDays(1));
        Assert.Equal("""
            prepaid-charged: payoff -11.60, current 0.00
              receivable -11.60
              revenue.1 10.00
              tax.iva 1.60
            prepaid-credit-set-off: payoff 0.00, current 0.00
              customer-credit -11.60
              receivable 11.60
            """, await stage.JournalAsync(contract, version));
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task Funds_requested_and_paid()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int contract = (await stage.ContractsAsync(1))[0];
        await stage.EnrolAsync(contract);
        await stage.ExecuteAsync("UPDATE prepaid_account SET request_up_to = 20000");
        stage.Litres[contract, PrepaidStage.Since] = 1_000;

        await stage.SegmentAsync(PrepaidStage.Since);
        Assert.Equal("""
            prepaid-charged: payoff 11.60, current 0.00
              receivable 11.60
              revenue.1 -10.00
              tax.iva -1.60
            prepaid-funds-requested: payoff 0.00, current 211.60
            """, await stage.JournalAsync(contract, 0));
        Assert.Equal("2026-03-06", await stage.OneAsync<string>("SELECT arrears_on::text FROM prepaid_account"));
        Assert.Equal("fundsrequested 21160", await stage.OneAsync<string>(
            "SELECT kind || ' ' || amount FROM prepaid_notice"));

        // Asked once: nothing more on the next day.
        await stage.SegmentAsync(PrepaidStage.Since.AddDays(1));
        long version = await stage.VersionAsync(contract);
        await stage.PayAsync(contract, 50_00, "t1");
        Assert.Equal("""
            payment-received: payoff -50.00, current -50.00
              cash 50.00
              customer-credit -50.00
            prepaid-credit-set-off: payoff 0.00, current 0.00
              customer-credit 11.60
              receivable -11.60
            prepaid-current-zeroed: payoff 0.00, current -161.60
            """, await stage.JournalAsync(contract, version));
        Assert.Equal(0, await stage.OneAsync<long>("SELECT requested::bigint FROM prepaid_account"));
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task Old_debt_is_transferred_and_nothing_is_asked_for()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int[] contracts = await stage.ContractsAsync(2);
        await stage.EnrolAsync(contracts[0]);
        await OweAsync(stage, contracts[0], 70_00);
        await OweAsync(stage, contracts[1], 30_00);
        long version = await stage.VersionAsync(contracts[0]);

        foreach (int from in contracts)
        {
            Assert.IsType<DeskOutcome.Done>(await TransferAsync(stage, contracts[0], from));
            Assert.IsType<DeskOutcome.Repeated>(await TransferAsync(stage, contracts[0], from));
        }

        Assert.Equal("""
            prepaid-debt-released: payoff -70.00, current -70.00
              prepaid-transfer 70.00
              receivable -70.00
            prepaid-debt-taken-over: payoff 70.00, current 70.00
              receivable 70.00
              prepaid-transfer -70.00
            prepaid-current-zeroed: payoff 0.00, current -70.00
            prepaid-debt-taken-over: payoff 30.00, current 30.00
              receivable 30.00
              prepaid-transfer -30.00
            prepaid-current-zeroed: payoff 0.00, current -30.00
            """, await stage.JournalAsync(contracts[0], version));
        Assert.Equal((100_00, 0), Of(await stage.BalancesAsync(contracts[0])));
        Assert.Equal((0, 0), Of(await stage.BalancesAsync(contracts[1])));
        Assert.Equal(0, await stage.OneAsync<long>("SELECT coalesce(sum(open), 0)::bigint FROM receivable_open"));
        await stage.AssertSoundAsync();

        static (long, long) Of(LedgerBalances balances) => (balances.Payoff.Centavos, balances.Current.Centavos);
    }

    [Fact]
    public async Task What_a_meter_counted_offline_is_posted_and_taken_back_when_we_know_of_it()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int contract = (await stage.ContractsAsync(1))[0];
        await stage.EnrolAsync(contract);
        await stage.PayAsync(contract, 100_00, "t1");
        PrepaidMeters meters = new(stage.Database, stage.Ledger, TimeProvider.System);
        Assert.IsType<DeskOutcome.Done>(await meters.PairAsync(
            new ContractNumber(contract), "m1", new Money(500_00), new Money(400_00), Cancellation));
        long version = await stage.VersionAsync(contract);

        Assert.Equal(
            new MeterSync(new Money(50_00), new Money(20_00), Money.Zero),
            await meters.ReportAsync("m1", new Money(550_00), new Money(420_00), Cancellation));
        // Late and twice: nothing.
        Assert.Equal(
            default(MeterSync),
            await meters.ReportAsync("m1", new Money(530_00), new Money(410_00), Cancellation));
        Assert.Null(await meters.ReportAsync("m2", new Money(1), new Money(1), Cancellation));
        Assert.Equal("""
            prepaid-meter-adjusted: payoff -30.00, current 0.00
              receivable 20.00
              revenue.prepaid-meter -20.00
              prepaid-meter-loads 50.00
              customer-credit -50.00
            prepaid-credit-set-off: payoff 0.00, current 0.00
              customer-credit 20.00
              receivable -20.00
            """, await stage.JournalAsync(contract, version));

        // The readings arrive, and so does the payment that was loaded at the meter.
        version = await stage.VersionAsync(contract);
        stage.Litres[contract, PrepaidStage.Since] = 2_000;
        await stage.SegmentAsync(PrepaidStage.Since);
        await stage.PayAsync(contract, 50_00, "t2");
        Assert.Equal("""
            prepaid-charged: payoff 3.20, current 0.00
              receivable 3.20
              revenue.1 -20.00
              tax.iva -3.20
              revenue.prepaid-meter 20.00
            prepaid-credit-set-off: payoff 0.00, current 0.00
              customer-credit 3.20
              receivable -3.20
            payment-received: payoff -50.00, current -50.00
              cash 50.00
              customer-credit -50.00
            prepaid-meter-adjusted: payoff 50.00, current 0.00
              prepaid-meter-loads -50.00
              customer-credit 50.00
            prepaid-current-zeroed: payoff 0.00, current 50.00
            """, await stage.JournalAsync(contract, version));
        Assert.Equal(-126_80, (await stage.BalancesAsync(contract)).Payoff.Centavos);
        await stage.AssertSoundAsync();
    }

    private static Task<DeskOutcome> TransferAsync(PrepaidStage stage, int onto, int from) =>
        stage.Desk.TransferAsync(
            new ContractNumber(onto), new ContractNumber(from), $"old-{from}", PrepaidStage.Since, "ana",
            Cancellation);

    /// <summary>A debit note: an open document of the contract.</summary>
    private static async Task OweAsync(PrepaidStage stage, int contract, long centavos)
    {
        DateOnly day = new(2026, 2, 1);
        DocumentKey note = new(
            new ContractNumber(contract), new BillingCycle(2026, 2), DocumentType.DebitNote, 1);
        await using NpgsqlConnection connection = await stage.Database.ConnectAsync(Cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
        Assert.IsType<LedgerOutcome.Posted>((await stage.Ledger.AppendAsync(
            connection, transaction,
            [
                Drafts.Of(
                    contract, "note", "debit-note-issued", new Posting(LedgerAccount.Receivable, new Money(centavos)),
                    new Posting(LedgerAccount.Revenue(1), new Money(-centavos))),
            ],
            Cancellation))[0]);
        await SingleDocuments.AddAsync(
            connection,
            new SingleDocument(
                note, "D", 1, new CycleDates(day, day, day, day), 0, Money.Zero, new Money(centavos), null,
                [new PostedLine(1, 0, new Money(centavos), Money.Zero)], 0),
            Cancellation);
        await transaction.CommitAsync(Cancellation);
    }
}
