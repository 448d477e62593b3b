using Npgsql;
using Strangler.Core.Metering;
using Strangler.Postgres;
using Strangler.Postgres.Metering;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Import;

namespace Strangler.Tests.Integration.Meters;

/// <summary>
/// The sample extract, its remotely read meters registered, and a clock in July, which nobody has billed.
/// </summary>
internal sealed class MeterStage : IAsyncDisposable
{
    /// <summary>Midday of the first of July where the utility is.</summary>
    public static readonly DateTimeOffset July = new(2026, 7, 1, 18, 0, 0, TimeSpan.Zero);

    private readonly ExtractCopy _extract = new();

    public ImportedDatabase Imported { get; private set; } = null!;

    public Database Database => Imported.Database;

    public MovedClock Clock { get; } = new(July.AddDays(60));

    public ReadingStore Store { get; set; } = null!;

    /// <summary>What each device counted last, in litres.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<MeterStage> CreateAsync(PostgresCluster cluster)
    {
        MeterStage stage = new();
        stage.Imported = await ImportedDatabase.WithAsync(cluster, stage._extract);
        await new DeviceRegistration(stage.Database).FromExtractAsync(
            "a test", all: false, hasValve: false, Cancellation);
        stage.Store = stage.NewStore();
        Dictionary<string, long> counts = [];
        await using NpgsqlCommand command = stage.Database.Command(
            "SELECT d.device, s.last_litres FROM meter_device d JOIN meter_standing s ON s.device = d.number "
            + "WHERE s.last_at IS NOT NULL AND d.until IS NULL ORDER BY d.device");
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation))
        {
            counts[reader.GetString(0)] = reader.GetInt64(1);
        }

        stage.Counts = counts;
        return stage;
    }

    /// <summary>Devices that count in July and after, with a count to go on from.</summary>
    public async Task<string[]> InstalledAsync() => [.. (await Imported.OneAsync<string[]>(
        "SELECT array_agg(device::text ORDER BY device) FROM meter_device WHERE until IS NULL"))
        .Where(Counts.ContainsKey)];

    /// <summary>As of another worker.</summary>
    public ReadingStore NewStore() => new(
        Database, new DeviceRegistry(Database, Clock), new GroupCalendars(Database, Clock),
        new RunningTariffs(Database, Clock), Clock);

    public async Task<SampleFate[]> StoreAsync(params MeterSample[] samples) =>
        await Store.StoreAsync(samples, [], new IntakeCounts("test"), Cancellation);

    /// <summary>All of a contract's running charges, as they are kept.</summary>
    public async Task<List<string>> ChargesAsync()
    {
        await using NpgsqlCommand command = Database.Command("""
            SELECT contract || ' ' || cycle || ': ' || quantity || ' m3, ' || amount || ' + ' || tax
                || ' until ' || upto || coalesce(' ' || problem, '')
            FROM meter_charge ORDER BY contract, cycle
            """);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(Cancellation);
        List<string> charges = [];
        while (await reader.ReadAsync(Cancellation))
        {
            charges.Add(reader.GetString(0));
        }

        return charges;
    }

    public async ValueTask DisposeAsync()
    {
        await Imported.DisposeAsync();
        _extract.Dispose();
    }
}
