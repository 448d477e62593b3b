using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Strangler.Core.Metering;
using Strangler.Gateway.Metering;
using Strangler.Meters.Mqtt;
using Strangler.Meters.Payloads;
using Strangler.ParallelRun.Meters.Simulation;
using Strangler.Postgres.Metering;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Meters;

/// <summary>
/// Simulated meters through a real broker to several workers on one shared subscription, while workers, their database
/// sessions and the broker are killed at random. For so many days of water: METER_DAYS=60. Debian's mosquitto forgets
/// shared filters when it is started again (docs/meters.md): it is killed where they are not shared.
/// </summary>
public sealed class ReadingStormTests(PostgresCluster cluster)
{
    private const int Workers = 3;

    private int _kills;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static int Days => int.TryParse(
        Environment.GetEnvironmentVariable("METER_DAYS"), CultureInfo.InvariantCulture, out int days) ? days : 12;

    [Theory]
    [InlineData("$share/storm/", false)]
    [InlineData("", true)]
    public async Task Whoever_is_killed_each_reading_is_kept_once_and_every_charge_is_what_a_recount_gives(
        string shared, bool brokerToo)
    {
        int seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);
        await using MosquittoProcess broker = await MeterBroker.StartOwnAsync();
        CountedTally tally = new();
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task[] workers =
        [
            .. Enumerable.Range(0, Workers).Select(at => WorkAsync(
                stage, broker, $"storm-{at}", shared, tally, new Random(seed + at), over.Token)),
        ];
        await Task.Delay(500, Cancellation);
        Task killing = KillAsync(stage, broker, brokerToo, new Random(seed), over.Token);

        List<MeterSample> sent = await SendAsync(stage, broker, seed);
        Dictionary<(string, DateTimeOffset), long> wanted = Distinct(sent);
        await UntilAsync(async () => await KeptAsync(stage) >= wanted.Count, () => $"{wanted.Count} were sent.");
        await over.CancelAsync();
        await Task.WhenAll([.. workers, killing]).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        // Sessions that were killed still wait in the pool.
        NpgsqlConnection.ClearAllPools();
        Assert.True(_kills > 3, $"{_kills} kills");
        Assert.Equal(wanted.Count, await KeptAsync(stage));
        Assert.Equal(0, await stage.Imported.OneAsync<long>("SELECT count(*) FROM meter_quarantine"));
        Assert.Equal(await FromNothingAsync(sent), await stage.ChargesAsync());
    }

    /// <summary>One worker in memory, nothing killed, every reading once and in order.</summary>
    private async Task<List<string>> FromNothingAsync(List<MeterSample> sent)
    {
        await using MeterStage alone = await MeterStage.CreateAsync(cluster);
        foreach (MeterSample[] some in sent.DistinctBy(one => (one.Device, one.At)).OrderBy(one => one.At).Chunk(2_000))
        {
            await alone.StoreAsync(some);
        }

        return await alone.ChargesAsync();
    }

    private static async Task<List<MeterSample>> SendAsync(MeterStage stage, MosquittoProcess broker, int seed)
    {
        List<MeterSample> sent = [];
        SimulatedMeter[] meters =
        [
            .. (await stage.InstalledAsync()).Select((device, at) => new SimulatedMeter(
                new SimulatedMeterPlan(
                    device, MeterStage.July, TimeSpan.FromHours(1), stage.Counts[device], null,
                    MeterBehaviour.Late | MeterBehaviour.Duplicates | MeterBehaviour.Outage),
                seed + at)),
        ];
        await using MqttSender sender = new(
            MeterBroker.Options(broker, "storm-meters") with { AnswerTimeout = TimeSpan.FromSeconds(5) },
            TimeProvider.System);
        for (int hour = 0; hour < Days * 24; hour++)
        {
            MeterSample[] now = [.. meters.SelectMany(meter => meter.Next())];
            sent.AddRange(now);
            await sender.SendAsync(Messages(now), Cancellation);
            await Task.Delay(10, Cancellation);
        }

        MeterSample[] rest = [.. meters.SelectMany(meter => meter.Rest())];
        sent.AddRange(rest);
        await sender.SendAsync(Messages(rest), Cancellation);
        return sent;
    }

    private static List<MqttOutgoing> Messages(MeterSample[] samples) =>
    [
        .. from sample in samples
           group sample by sample.Device into device
           from payload in OwnPayload.Encode([.. device])
           select new MqttOutgoing($"aqua/v1/meters/{device.Key}/readings", payload),
    ];

    /// <summary>
    /// A worker that is ended in the middle of its work again and again, and comes back with its session.
    /// </summary>
    private static async Task WorkAsync(
        MeterStage stage, MosquittoProcess broker, string name, string shared, CountedTally tally, Random random,
        CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            using CancellationTokenSource life = CancellationTokenSource.CreateLinkedTokenSource(over);
            life.CancelAfter(random.Next(200, 1_500));
            try
            {
                await using MqttClient client = new(
                    MeterBroker.Options(broker, name, shared + "aqua/v1/meters/+/readings"), TimeProvider.System);
                client.Start();
                await new MeterWorker(
                    client, new MeterIntake(stage.Database, stage.Clock), new PayloadDecoder(), name, tally,
                    TimeProvider.System, NullLogger<MeterWorker>.Instance).RunAsync(life.Token);
            }
            catch (Exception end) when (end is OperationCanceledException or MqttException or NpgsqlException)
            {
                // As a process that was killed.
            }
        }
    }

    private async Task KillAsync(
        MeterStage stage, MosquittoProcess broker, bool brokerToo, Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(random.Next(100, 500), over);
            _kills++;
            if (brokerToo && random.Next(6) == 0)
            {
                await broker.StopAsync();
                await broker.StartAsync(over);
            }
            else
            {
                await using NpgsqlCommand kill = stage.Database.Command("""
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid() AND random() < 0.3
                    """);
                try
                {
                    await kill.ExecuteNonQueryAsync(over);
                }
                catch (NpgsqlException)
                {
                    // Another of them killed this one.
                }
            }
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> done, Func<string> what)
    {
        for (int tried = 0; ; tried++)
        {
            Assert.True(tried < 600, "They do not arrive: " + what());
            try
            {
                if (await done())
                {
                    return;
                }
            }
            catch (NpgsqlException)
            {
                // Its session was killed.
            }

            await Task.Delay(200, Cancellation);
        }
    }

    private static Task<long> KeptAsync(MeterStage stage) => stage.Imported.OneAsync<long>(
        $"SELECT count(*) FROM meter_reading WHERE at > '{MeterStage.July:O}'");

    private static Dictionary<(string, DateTimeOffset), long> Distinct(List<MeterSample> sent) =>
        sent.GroupBy(one => (one.Device, one.At)).ToDictionary(one => one.Key, one => one.First().Litres);

    private sealed class CountedTally : IMeterTally
    {
        public void Kept(IReadOnlyDictionary<string, long> outcomes, int messages)
        {
            // The database is asked instead: what is counted there is what was kept.
        }
    }
}
