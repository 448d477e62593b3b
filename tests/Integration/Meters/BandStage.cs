using System.Text;
using Npgsql;
using Strangler.Core.Debts;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Cutover;
using Strangler.Postgres.Metering;
using Strangler.Postgres.Tariffs;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Meters;

/// <summary>
/// Meters, one of whose plans has a version from July on that prices water by the time of day: 10 pesos a cubic metre
/// by day, 4 from 22:00 and until 06:00, and VAT.
/// </summary>
internal sealed class BandStage : IAsyncDisposable
{
    public const long ByDay = 45;
    public const long ByNight = 120;

    public static readonly BillingCycle July = new(2026, 7);

    /// <summary>Midnight where the utility is.</summary>
    public static readonly DateTimeOffset FirstOfJuly = new(2026, 7, 1, 6, 0, 0, TimeSpan.Zero);

    private BandStage(MeterStage meters, ContractNumber contract, string device, BillingGroup group, string plan) =>
        (Meters, Contract, Device, Group, Plan) = (meters, contract, device, group, plan);

    public MeterStage Meters { get; }

    public ContractNumber Contract { get; }

    public string Device { get; }

    public BillingGroup Group { get; }

    /// <summary>Of the contract.</summary>
    public string Plan { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<BandStage> CreateAsync(PostgresCluster cluster)
    {
        MeterStage meters = await MeterStage.CreateAsync(cluster);
        await new CutoverStandings(meters.Database).SetDryRunAsync(true, "test", Cancellation);
        Dictionary<int, string> devices = await DevicesAsync(meters);
        LoadedBill one = (await LoadAsync(meters, July)).First(bill => bill.InService
            && bill.Input is { Meters.Count: 1, Until: null, Facts.Programmes.Count: 0 }
            && !bill.Input.Plan.Contains(':', StringComparison.Ordinal)
            && devices.ContainsKey(bill.Input.Contract.Value));
        BandStage stage = new(
            meters, one.Input.Contract, devices[one.Input.Contract.Value], one.Input.Group, one.Input.Plan);
        await PublishAsync(meters, stage.Plan, "2026-07-01");
        return stage;
    }

    /// <summary>A version of an imported plan.</summary>
    public static async Task PublishAsync(MeterStage meters, string code, string from) =>
        Assert.IsType<PublishOutcome.Published>(await new PlanStore(meters.Database).PublishAsync(
            [("bands.json", Encoding.UTF8.GetBytes($$"""
                {
                  "code": "{{code}}", "name": "By the hour", "use": "commercial", "version": "{{from}}-hours",
                  "from": "{{from}}", "source": "a test", "rounding": { "lines": true, "total": 0.01, "carry": false },
                  "charges": [{
                    "concept": 1, "part": 1, "name": "Water",
                    "price": { "timeOfDay": [
                      { "name": "late", "from": "22:00", "to": "24:00", "unit": 4 },
                      { "name": "night", "from": "00:00", "to": "06:00", "unit": 4 },
                      { "name": "day", "from": "06:00", "to": "22:00", "unit": 10 },
                    ] },
                  }],
                  "taxes": [{ "tax": "IVA", "rate": 0.16, "from": "2014-01-01" }],
                }
                """))],
            "Ana", "a test", TimeProvider.System.GetUtcNow(), Cancellation));

    /// <summary>A count at every full hour: that of the first of July's midnight is the first.</summary>
    public MeterSample[] Hours(int hours)
    {
        long count = Meters.Counts[Device];
        List<MeterSample> water = [new(Device, FirstOfJuly.AddHours(-1), count, null, 0)];
        for (int hour = 0; hour <= hours; hour++)
        {
            water.Add(new MeterSample(Device, FirstOfJuly.AddHours(hour), count, null, 0));
            count += hour % 24 is < 6 or >= 22 ? ByNight : ByDay;
        }

        return [.. water];
    }

    /// <summary>Centavos with tax, as the contract's charge of July is kept.</summary>
    public Task<long> ChargedAsync() => Meters.Imported.OneAsync<long>(
        $"SELECT amount::bigint FROM meter_charge WHERE contract = {Contract.Value} AND cycle = 202607 "
        + "AND problem IS NULL");

    public Task<long> DeltasAsync() => Meters.Imported.OneAsync<long>(
        $"SELECT coalesce(sum(amount), 0)::bigint FROM meter_charge_delta WHERE contract = {Contract.Value} "
        + "AND cycle = 202607 AND cause = 'late-reading'");

    /// <summary>By litres of each band: a line and its tax to the centavo.</summary>
    public static long Centavos(long day, long late, long night)
    {
        return Line(day * 10m) + Line(late * 4m) + Line(night * 4m);

        static long Line(decimal thousandths)
        {
            decimal water = Rounded(thousandths / 1_000);
            return (long)((water + Rounded(water * 0.16m)) * 100);
        }
    }

    /// <summary>Of so many hours from the first of July on.</summary>
    /// <param name="moved">Litres of the late band that are taken for water of the day.</param>
    public static long CentavosOf(int hours, long moved = 0)
    {
        int[] ofDay = [.. Enumerable.Range(0, hours).Select(hour => hour % 24)];
        return Centavos(
            (ofDay.Count(hour => hour is >= 6 and < 22) * ByDay) + moved,
            (ofDay.Count(hour => hour >= 22) * ByNight) - moved, ofDay.Count(hour => hour < 6) * ByNight);
    }

    /// <summary>Makes July's bills of the contract's group.</summary>
    public async Task BillAsync()
    {
        BillingRun run = Assert.IsType<PlanOutcome.Planned>(await new BillingPlanner(Meters.Database).PlanAsync(
            new NewBillingRun(Group, July, "test"), Cancellation)).Run;
        await using ChunkRating rating = await ChunkRating.OpenAsync(
            Meters.Database, run, TimeProvider.System, Cancellation);
        await new BillingWorkers(
            Meters.Database, rating, new WorkerOptions(1, TimeSpan.FromSeconds(60)), TimeProvider.System)
            .RunAsync(run.Id, new Progress<RunProgress>(), Cancellation);
    }

    public static async Task<IReadOnlyList<LoadedBill>> LoadAsync(MeterStage meters, BillingCycle cycle)
    {
        LegacyPlans plans = await LegacyPlans.LoadAsync(meters.Database, Cancellation);
        BillInputLoader loader = await BillInputLoader.OpenAsync(
            meters.Database, new BillScope(null, cycle), plans, Cancellation);
        return (await loader.LoadAsync(new ContractRange(0, 99_999_999), false, Cancellation)).Bills;
    }

    public ValueTask DisposeAsync() => Meters.DisposeAsync();

    /// <summary>Of contracts with one meter.</summary>
    private static async Task<Dictionary<int, string>> DevicesAsync(MeterStage meters)
    {
        await using NpgsqlCommand command = meters.Database.Command(
            "SELECT contract::integer, min(device) FROM meter_device GROUP BY contract HAVING count(*) = 1");
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(Cancellation);
        Dictionary<int, string> devices = [];
        while (await row.ReadAsync(Cancellation))
        {
            if (meters.Counts.ContainsKey(row.GetString(1)))
            {
                devices[row.GetInt32(0)] = row.GetString(1);
            }
        }

        return devices;
    }

    private static decimal Rounded(decimal pesos) => decimal.Round(pesos, 2, MidpointRounding.AwayFromZero);
}
