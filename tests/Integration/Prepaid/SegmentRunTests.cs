using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Prepaid;
using Strangler.Core.Rating;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Prepaid;
using Strangler.Postgres.Tariffs;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Prepaid;

/// <summary>Runs of segments: once each, whoever does them and however often, and the same as bills.</summary>
public sealed class SegmentRunTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_workers_charge_each_agreement_once_and_the_same_again_does_nothing()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int[] contracts = await stage.ContractsAsync(12);
        foreach (int contract in contracts)
        {
            await stage.EnrolAsync(contract);
            stage.Litres[contract, PrepaidStage.Since] = contract % 1_000;
        }

        stage.Litres.Without = contracts[3];
        SegmentRunResult[] runs = await Task.WhenAll(
            stage.SegmentAsync(PrepaidStage.Since, workers: 3), stage.SegmentAsync(PrepaidStage.Since, workers: 3));
        Assert.Equal(contracts.Length - 1, runs.Sum(run => run.Agreements));
        Assert.Equal(
            contracts.Where(one => one != contracts[3]).Sum(one => Charge(one % 1_000)),
            await stage.OneAsync<long>("SELECT sum(receivable)::bigint FROM ledger_stream"));
        Assert.Equal("It has no meter that is read remotely.", await stage.OneAsync<string>(
            "SELECT problem FROM prepaid_account WHERE problem IS NOT NULL"));

        long entries = await stage.OneAsync<long>("SELECT count(*) FROM ledger_entry");
        Assert.Equal(1, (await stage.SegmentAsync(PrepaidStage.Since)).Problems);
        Assert.Equal(0, (await stage.SegmentAsync(PrepaidStage.Since, again: true)).Entries);
        Assert.Equal(entries, await stage.OneAsync<long>("SELECT count(*) FROM ledger_entry"));

        // What was missing is there the next day, and both days are charged.
        stage.Litres.Without = 0;
        await stage.SegmentAsync(PrepaidStage.Since.AddDays(1), workers: 2);
        Assert.Equal(
            contracts.Sum(one => Charge(one % 1_000)),
            await stage.OneAsync<long>("SELECT sum(receivable)::bigint FROM ledger_stream"));
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task A_reading_that_comes_after_the_months_end_is_charged_as_a_correction_once()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        int contract = (await stage.ContractsAsync(1))[0];
        await stage.EnrolAsync(contract);
        stage.Litres[contract, PrepaidStage.Since] = 1_000;
        await stage.SegmentAsync(new DateOnly(2026, 3, 31));
        await stage.SegmentAsync(new DateOnly(2026, 4, 2));
        stage.Litres[contract, new DateOnly(2026, 3, 30)] = 500;

        SegmentRunResult late = await stage.SegmentAsync(new DateOnly(2026, 4, 3));
        Assert.Equal(0, (await stage.SegmentAsync(new DateOnly(2026, 4, 3), again: true)).Entries);

        Assert.Equal(1, late.Entries);
        Assert.Equal("2026-04-03 580", await stage.OneAsync<string>($"""
            SELECT booked_on || ' ' || amounts[1] FROM ledger_entry
            WHERE idempotency_key = 'prepaid-segment:{contract}:2026-03-31:1'
            """));
        // Too late: it needs a person.
        stage.Litres[contract, new DateOnly(2026, 3, 30)] = 900;
        Assert.Equal(0, (await stage.SegmentAsync(new DateOnly(2026, 4, 20))).Entries);
        await stage.AssertSoundAsync();
    }

    [Fact]
    public async Task A_prepaid_year_is_a_billed_year_for_each_kind_of_tariff()
    {
        await using PrepaidStage stage = await PrepaidStage.CreateAsync(cluster);
        LegacyPlans legacy = await LegacyPlans.LoadAsync(stage.Database, Cancellation);
        Dictionary<int, string> kinds = await KindsAsync(stage, legacy);
        Assert.InRange(kinds.Count, 3, 40);
        DateOnly first = new(2025, 3, 1);
        Random random = new(7);
        foreach ((int contract, string plan) in kinds)
        {
            await stage.EnrolAsync(contract, plan, first);
            for (DateOnly day = first; day < first.AddYears(1); day = day.AddDays(1))
            {
                stage.Litres[contract, day] = random.Next(8) == 0 ? 0 : random.Next(3_000);
            }
        }

        long toppedUp = 0;
        for (DateOnly day = first; day < first.AddYears(1); day = day.AddDays(1))
        {
            bool isRun = day < first.AddDays(40) || day.Day % 5 == 0 || day.AddDays(1).Day == 1;
            SegmentRunResult run = isRun ? await stage.SegmentAsync(day) : default;
            Assert.Equal((isRun ? kinds.Count : 0, 0), (run.Agreements, run.Problems));
            if (day.Day == 15)
            {
                await stage.PayAsync(kinds.Keys.First(), 300_00, $"t{day.Month}");
                toppedUp += 300_00;
            }
        }

        await AssertBilledAsync(stage, legacy, kinds, first, toppedUp);
        await stage.AssertSoundAsync();
    }

    /// <summary>One contract for each combination of tariffs in the sample.</summary>
    private static async Task<Dictionary<int, string>> KindsAsync(PrepaidStage stage, LegacyPlans legacy)
    {
        LoadedRange february = await LoadAsync(stage, legacy, new DateOnly(2026, 2, 1));
        LoadedRange march = await LoadAsync(stage, legacy, new DateOnly(2025, 3, 1));
        HashSet<int> before = [.. march.Bills.Where(IsSound).Select(bill => bill.Input.Contract.Value)];
        return february.Bills
            .Where(bill => IsSound(bill) && before.Contains(bill.Input.Contract.Value))
            .DistinctBy(bill => bill.Input.Plan)
            .ToDictionary(bill => bill.Input.Contract.Value, bill => bill.Input.Plan);

        static bool IsSound(LoadedBill bill) => bill.InService && bill.Input.Until is null
            && bill.Input.Since < new DateOnly(2025, 1, 1) && bill.Input.Plan.Length > 0
            && bill.Input.Meters.Count == 1 && bill.Input.Meters[0].Removed is null;
    }

    /// <summary>Postpaid: facts as billing loads them, the month's water, the remainder of the month before.</summary>
    private static async Task AssertBilledAsync(
        PrepaidStage stage, LegacyPlans legacy, Dictionary<int, string> kinds, DateOnly first, long toppedUp)
    {
        Dictionary<int, (decimal Carried, long Total)> billed = [];
        for (DateOnly month = first; month < first.AddYears(1); month = month.AddMonths(1))
        {
            LoadedRange loaded = await LoadAsync(stage, legacy, month);
            foreach (LoadedBill bill in loaded.Bills.Where(one => kinds.ContainsKey(one.Input.Contract.Value)))
            {
                int contract = bill.Input.Contract.Value;
                (decimal carried, long total) = billed.GetValueOrDefault(contract);
                RatingFacts facts = bill.Input.Facts;
                facts.Quantity = stage.Litres.Of(contract, facts.PeriodStart, facts.PeriodEnd) / 1_000m;
                (facts.Overdue, facts.Carried) = (Money.Zero, carried);
                RatedBill rated = new();
                Assert.Null(MonthBill.Rate(stage.Plans, kinds[contract], facts, rated));
                billed[contract] = (rated.Carried, total + rated.Total.Centavos);
                string month1 = $"contract = {contract} AND month = '{month:yyyy-MM-dd}'";
                Assert.Equal(rated.Total.Centavos, await stage.OneAsync<long>($"""
                    SELECT coalesce(sum(m.amount), 0)::bigint FROM prepaid_month
                    CROSS JOIN LATERAL unnest(accounts, amounts) AS m (account, amount)
                    WHERE {month1} AND m.account = 'receivable'
                    """));
            }
        }

        foreach ((int contract, (_, long total)) in billed)
        {
            Assert.Equal(
                total - (contract == kinds.Keys.First() ? toppedUp : 0),
                (await stage.BalancesAsync(contract)).Payoff.Centavos);
        }
    }

    private static async Task<LoadedRange> LoadAsync(PrepaidStage stage, LegacyPlans legacy, DateOnly month)
    {
        BillInputLoader loader = await BillInputLoader.OpenAsync(
            stage.Database, new BillScope(null, new BillingCycle((short)month.Year, (byte)month.Month)), legacy,
            Cancellation);
        return await loader.LoadAsync(new ContractRange(0, int.MaxValue), false, Cancellation);
    }

    /// <summary>Centavos of so many litres: 10.00 a cubic metre, rounded, and its VAT.</summary>
    private static long Charge(int litres)
    {
        Money amount = Money.FromPesos(litres / 100m);
        return amount.Centavos + Money.FromPesos(amount.Pesos * 0.16m).Centavos;
    }
}
