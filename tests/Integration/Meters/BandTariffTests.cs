using System.Diagnostics;
using Npgsql;
using Strangler.Core.Debts;
using Strangler.Core.Metering;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Metering;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Meters;

/// <summary>Water that costs by the time of day: as it runs up, and as it is billed.</summary>
public sealed class BandTariffTests(PostgresCluster cluster)
{
    /// <summary>The last hour of the month is the next one's, where its count is of midnight.</summary>
    private const int HoursOfJuly = (31 * 24) - 1;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_runs_up_by_the_hour_is_what_the_bands_cost_and_what_is_billed()
    {
        await using BandStage stage = await BandStage.CreateAsync(cluster);
        MeterSample[] water = stage.Hours(HoursOfJuly + 1);
        await stage.Meters.StoreAsync([.. water.Take(12)]);
        Assert.Equal(BandStage.Centavos(4 * BandStage.ByDay, 0, 6 * BandStage.ByNight), await stage.ChargedAsync());

        // Less than a cubic metre more is charged, too.
        await stage.Meters.StoreAsync(water[12]);
        Assert.Equal(BandStage.Centavos(5 * BandStage.ByDay, 0, 6 * BandStage.ByNight), await stage.ChargedAsync());
        foreach (MeterSample[] some in water[13..^1].Chunk(100))
        {
            await stage.Meters.StoreAsync(some);
        }

        // 22.32 m3 by day at 10, 7.32 late and 22.32 by night at 4: 223.20 + 35.71, 29.28 + 4.68, 89.28 + 14.28.
        const long july = 396_43;
        Assert.Equal(july, await stage.ChargedAsync());
        await stage.Meters.StoreAsync(water[^1]);
        Assert.Equal(july, await stage.ChargedAsync());
        await stage.BillAsync();
        Assert.Equal(july, await BilledAsync(stage));
        Assert.Equal(0, await stage.DeltasAsync());
    }

    [Fact]
    public async Task A_bill_of_a_cycle_without_a_later_count_is_what_ran_up()
    {
        await using BandStage stage = await BandStage.CreateAsync(cluster);
        await stage.Meters.StoreAsync(stage.Hours(700));
        await stage.BillAsync();
        Assert.Equal(await stage.ChargedAsync(), await BilledAsync(stage));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(HoursOfJuly + 20)]
    public async Task A_late_reading_moves_water_to_its_band_and_leaves_the_difference(int hours)
    {
        await using BandStage stage = await BandStage.CreateAsync(cluster);
        MeterSample[] water = stage.Hours(hours);
        // The count of 22:00 of the first day: before it is day, after it is night.
        MeterSample late = Assert.Single(water, sample => sample.At == BandStage.FirstOfJuly.AddHours(22));
        await stage.Meters.StoreAsync([.. water.Where(sample => sample.At != late.At)]);
        long before = await stage.ChargedAsync();
        Assert.Equal([SampleFate.Rated], await stage.Meters.StoreAsync(late));
        long after = await stage.ChargedAsync();

        int charged = Math.Min(hours, HoursOfJuly);
        Assert.Equal(BandStage.CentavosOf(charged), after);
        // 165 litres of two hours, spread evenly: 82 by day instead of 45.
        Assert.Equal(BandStage.CentavosOf(charged, moved: 37), before);
        Assert.Equal(after - before, await stage.DeltasAsync());
        Assert.True(after < before);
        await stage.BillAsync();
        Assert.Equal(after, await BilledAsync(stage));
    }

    [Fact]
    public async Task In_any_order_the_bands_cost_the_same()
    {
        await using BandStage stage = await BandStage.CreateAsync(cluster);
        MeterSample[] water = stage.Hours(HoursOfJuly + 1);
        new Random(5).Shuffle(water);
        foreach (MeterSample[] some in water.Chunk(60))
        {
            await stage.Meters.StoreAsync(some);
        }

        Assert.Equal(BandStage.CentavosOf(HoursOfJuly), await stage.ChargedAsync());
    }

    [Fact]
    public async Task Without_a_remote_meter_the_bill_is_put_aside_and_says_why()
    {
        await using BandStage stage = await BandStage.CreateAsync(cluster);
        BillingCycle february = new(2026, 2);
        HashSet<int> remote = [.. await stage.Meters.Imported.OneAsync<int[]>(
            "SELECT array_agg(contract::integer) FROM meter_device")];
        LoadedBill manual = (await BandStage.LoadAsync(stage.Meters, february)).First(bill => bill.InService
            && bill.Reason is null && bill.Input.Plan != stage.Plan && !remote.Contains(bill.Input.Contract.Value)
            && !bill.Input.Plan.Contains(':', StringComparison.Ordinal));
        await BandStage.PublishAsync(stage.Meters, manual.Input.Plan, "2026-02-01");

        LoadedBill[] again =
        [
            .. (await BandStage.LoadAsync(stage.Meters, february))
                .Where(bill => bill.Input.Plan == manual.Input.Plan),
        ];

        LoadedBill parked = Assert.Single(again, bill => bill.Input.Contract == manual.Input.Contract);
        Assert.Equal(ParkingReason.NoHourlyUsage, parked.Reason);
        Assert.Contains("no meter that is read remotely", parked.Detail);
        Assert.All(again.Where(bill => bill.InService), bill => Assert.NotNull(bill.Reason));
    }

    [Fact]
    public async Task Contracts_of_ordinary_plans_ask_nothing_of_hours()
    {
        await using BandStage stage = await BandStage.CreateAsync(cluster);
        string database = new NpgsqlConnectionStringBuilder(stage.Meters.Imported.ConnectionString).Database!;
        int asked = 0;
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                string[] tags = [.. activity.TagObjects.Select(tag => $"{tag.Value}")];
                if (tags.Contains(database)
                    && Array.Exists(tags, tag => tag.Contains("AS w (contract, first", StringComparison.Ordinal)))
                {
                    Interlocked.Increment(ref asked);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        LoadedBill[] bills = [.. await BandStage.LoadAsync(stage.Meters, BandStage.July)];
        Dictionary<string, string> plans = [];
        foreach (string device in stage.Meters.Counts.Keys)
        {
            int contract = await stage.Meters.Imported.OneAsync<int>(
                $"SELECT contract::integer FROM meter_device WHERE device = '{device}'");
            plans[device] = Array.Find(bills, bill => bill.Input.Contract.Value == contract)?.Input.Plan ?? "";
        }

        MeterSample[] ordinary =
        [
            .. plans.Where(device => device.Value != stage.Plan).SelectMany(device => Enumerable.Range(1, 20)
                .Select(hour => new MeterSample(
                    device.Key, MeterStage.July.AddHours(hour), stage.Meters.Counts[device.Key] + (hour * 300), null,
                    0))),
        ];
        asked = 0;
        await stage.Meters.StoreAsync(ordinary);
        Assert.Equal((0, true), (asked, ordinary.Length > 100));

        await stage.Meters.StoreAsync(stage.Hours(2));
        Assert.Equal(1, asked);
    }

    private static Task<long> BilledAsync(BandStage stage) => stage.Meters.Imported.OneAsync<long>(
        $"SELECT total::bigint FROM billing_document WHERE contract = {stage.Contract.Value} AND cycle = 202607");
}
