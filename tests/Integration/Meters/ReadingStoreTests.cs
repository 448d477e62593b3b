using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Core.Rating;
using Strangler.Core.Readings;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Metering;
using Strangler.Postgres.Tariffs;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Meters;

/// <summary>What is kept of readings, and what it costs.</summary>
public sealed class ReadingStoreTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_any_order_with_any_repetition_the_same_is_kept_and_charged()
    {
        await using MeterStage inOrder = await MeterStage.CreateAsync(cluster);
        await using MeterStage shuffled = await MeterStage.CreateAsync(cluster);
        MeterSample[] water = Water(inOrder.Counts, days: 40);
        await inOrder.StoreAsync(water);
        Random random = new(7);
        MeterSample[] mixed = [.. water, .. water.Where(_ => random.Next(3) == 0)];
        random.Shuffle(mixed);
        foreach (MeterSample[] some in mixed.Chunk(97))
        {
            await shuffled.StoreAsync(some);
        }

        Assert.NotEmpty(await inOrder.ChargesAsync());
        Assert.Equal(await inOrder.ChargesAsync(), await shuffled.ChargesAsync());
        Assert.Equal(await KeptAsync(inOrder), await KeptAsync(shuffled));
        Assert.Equal(mixed.Length, await shuffled.Imported.OneAsync<long>(
            "SELECT sum(count)::bigint FROM meter_intake"));
        Assert.Equal(await RatedAsync(inOrder), await RatedAsync(shuffled));
    }

    [Fact]
    public async Task What_ran_up_is_the_bill_when_the_period_is_over()
    {
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);
        await stage.StoreAsync(Water(stage.Counts, days: 40));

        LegacyPlans plans = await LegacyPlans.LoadAsync(stage.Database, Cancellation);
        BillInputLoader loader = await BillInputLoader.OpenAsync(
            stage.Database, new BillScope(null, new BillingCycle(2026, 7)), plans, Cancellation);
        LoadedRange loaded = await loader.LoadAsync(new ContractRange(0, 99_999_999), false, Cancellation);
        BillMaker maker = new(plans.Book, ConsumptionRules.Default with { ReviewZero = false });
        RatedBill bill = new();
        int compared = 0;
        foreach (LoadedBill one in loaded.Bills.Where(one => one.Reason is null))
        {
            if (await ChargedAsync(stage, one.Input.Contract, 202607) is { } charged
                && maker.Make(one.Input, [], bill) is BillingVerdict.Billed)
            {
                ContractNumber contract = one.Input.Contract;
                Assert.Equal((contract, bill.Total, bill.Tax), (contract, charged.Amount, charged.Tax));
                compared++;
            }
        }

        Assert.True(compared > 30, $"{compared} bills");
    }

    [Fact]
    public async Task A_reading_that_came_late_moves_water_to_the_cycle_it_belongs_to_and_leaves_the_difference()
    {
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);
        (string device, long count) = stage.Counts.First();
        DateTimeOffset lastOfJuly = new(2026, 8, 1, 5, 0, 0, TimeSpan.Zero);
        await stage.StoreAsync(
            new(device, MeterStage.July.AddDays(20), count + 10_000, null, 0),
            new(device, lastOfJuly.AddDays(2), count + 60_000, null, 0));
        List<string> before = await stage.ChargesAsync();
        SampleFate[] fates = await stage.StoreAsync(new MeterSample(device, lastOfJuly, count + 50_000, null, 0));

        Assert.Equal([SampleFate.Rated], fates);
        Assert.Contains(before, one => one.Contains("202607: 10 m3", StringComparison.Ordinal));
        List<string> after = await stage.ChargesAsync();
        Assert.Contains(after, one => one.Contains("202607: 50 m3", StringComparison.Ordinal));
        Assert.Contains(after, one => one.Contains("202608: 10 m3", StringComparison.Ordinal));
        Assert.Equal(2, await stage.Imported.OneAsync<long>("SELECT count(*) FROM meter_charge_delta"));
        Assert.Equal(0, await stage.Imported.OneAsync<long>(
            "SELECT sum(quantity) FROM meter_charge_delta"));
    }

    [Fact]
    public async Task What_cannot_be_so_is_kept_and_questioned_or_passed_over_with_its_reason()
    {
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);
        (string device, long count) = stage.Counts.First();
        DateTimeOffset at = MeterStage.July.AddDays(10);
        SampleFate[] fates = await stage.StoreAsync(
            new(device, at, count + 5_000, null, MeterFlags.Leak), new(device, at, count + 5_000, null, 0),
            new(device, at, count + 6_000, null, 0), new(device, at.AddHours(1), count, null, MeterFlags.Leak),
            new(device, stage.Clock.Now.AddHours(1), count + 9_000, null, 0),
            new(device, at.AddDays(-1_000), count, null, 0), new("nobody", at, 1, null, 0));

        Assert.Equal(
            [
                SampleFate.Rated, SampleFate.Duplicate, SampleFate.Contradiction, SampleFate.Questioned,
                SampleFate.Future, SampleFate.TooOld, SampleFate.UnknownDevice,
            ],
            fates.Select(fate => fate == SampleFate.NotInstalled ? SampleFate.TooOld : fate));
        Assert.Equal(1, await stage.Imported.OneAsync<long>("SELECT count(*) FROM meter_alert WHERE kind = 'leak'"));
        Assert.Equal(SampleFate.Duplicate, Assert.Single(
            await stage.StoreAsync(new MeterSample(device, at.AddHours(1), count, null, 0))));
    }

    [Fact]
    public async Task What_can_pass_a_meter_is_of_its_size_and_may_be_set()
    {
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);
        Assert.Equal(0, await stage.Imported.OneAsync<long>("""
            SELECT count(*) FROM meter_device d JOIN legacy_meter m ON m.id = d.meter
            WHERE d.highest_flow <> CASE m.size_mm WHEN 13 THEN 3125 WHEN 15 THEN 3125 WHEN 20 THEN 5000
                WHEN 25 THEN 7875 WHEN 40 THEN 20000 WHEN 50 THEN 50000 WHEN 80 THEN 125000
                WHEN 100 THEN 200000 ELSE d.highest_flow END
            """));
        Assert.True(await stage.Imported.OneAsync<long>("SELECT max(highest_flow) FROM meter_device") != 25_000);
        int contract = await stage.Imported.OneAsync<int>("SELECT min(contract)::integer FROM meter_device");
        DeviceRegistration registration = new(stage.Database);
        DateTimeOffset since = MeterStage.July.AddDays(-1);
        Assert.True(await registration.AddAsync(
            new NewDevice("small", new(contract))
            {
                HighestFlow = MeterSizes.HighestFlow(15),
                Since = since,
            },
            "test", Cancellation));
        Assert.True(await registration.AddAsync(
            new NewDevice("large", new(contract))
            {
                HighestFlow = MeterSizes.HighestFlow(100),
                Since = since,
            },
            "test", Cancellation));
        Assert.Equal(
            [SampleFate.Rated, SampleFate.Rated, SampleFate.Rated, SampleFate.Questioned],
            await stage.StoreAsync(
                new("large", MeterStage.July, 0, null, 0), new("large", MeterStage.July.AddHours(1), 80_000, null, 0),
                new("small", MeterStage.July, 0, null, 0), new("small", MeterStage.July.AddHours(1), 80_000, null, 0)));

        Assert.True(await registration.SetHighestFlowAsync("small", new(contract), 90_000, Cancellation));
        Assert.False(await registration.SetHighestFlowAsync("small", new(contract + 1), 1, Cancellation));
        stage.Store = stage.NewStore();
        Assert.Equal([SampleFate.Rated], await stage.StoreAsync(
            new MeterSample("small", MeterStage.July.AddHours(2), 160_000, null, 0)));
    }

    [Fact]
    public async Task Several_workers_at_once_keep_each_reading_once()
    {
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);
        MeterSample[] water = Water(stage.Counts, days: 20);
        ReadingStore[] stores = [.. Enumerable.Range(0, 4).Select(_ => stage.NewStore())];
        await Task.WhenAll(stores.Select((store, at) => Task.Run(async () =>
        {
            MeterSample[] own = [.. water];
            new Random(at).Shuffle(own);
            foreach (MeterSample[] some in own.Take(own.Length / 2).Chunk(50))
            {
                await store.StoreAsync(some, [], new IntakeCounts($"w{at}"), Cancellation);
            }
        })));
        await stage.StoreAsync(water);

        await using MeterStage alone = await MeterStage.CreateAsync(cluster);
        await alone.StoreAsync(water);
        Assert.Equal(await KeptAsync(alone), await KeptAsync(stage));
        Assert.Equal(await alone.ChargesAsync(), await stage.ChargesAsync());
    }

    /// <summary>Twice a day, never backwards.</summary>
    private static MeterSample[] Water(IReadOnlyDictionary<string, long> counts, int days)
    {
        Random random = new(11);
        List<MeterSample> water = [];
        foreach ((string device, long first) in counts)
        {
            long count = first;
            for (int half = 0; half < days * 2; half++)
            {
                count += random.Next(0, 900);
                water.Add(new MeterSample(device, MeterStage.July.AddHours(half * 12), count, null, 0));
            }
        }

        return [.. water];
    }

    private static Task<string> KeptAsync(MeterStage stage) => stage.Imported.OneAsync<string>(
        "SELECT md5(string_agg(d.device || r.at || r.litres || r.state, ',' ORDER BY d.device, r.at)) "
        + "FROM meter_reading r JOIN meter_device d ON d.number = r.device");

    private static Task<long> RatedAsync(MeterStage stage) => stage.Imported.OneAsync<long>(
        "SELECT sum(count)::bigint FROM meter_intake WHERE outcome = 'rated'");

    private static async Task<(Money Amount, Money Tax)?> ChargedAsync(
        MeterStage stage, ContractNumber contract, int cycle)
    {
        await using NpgsqlCommand command = stage.Database.Command(
            $"SELECT amount, tax FROM meter_charge WHERE contract = {contract.Value} AND cycle = {cycle}");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(Cancellation);
        return await reader.ReadAsync(Cancellation)
            ? (new Money(reader.GetInt64(0)), new Money(reader.GetInt64(1))) : null;
    }
}
