using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Strangler.Core.Metering;
using Strangler.Gateway.Metering;
using Strangler.Meters.Mqtt;
using Strangler.ParallelRun.Meters;
using Strangler.ParallelRun.Meters.Simulation;
using Strangler.Postgres;
using Strangler.Postgres.Metering;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Meters;

/// <summary>
/// Simulated meters through a real broker to several workers on one shared subscription, while workers, their database
/// sessions and the broker are killed at random. METER_DAYS=140 METER_PAUSE=150 (milliseconds from hour to hour of the
/// water) are ten minutes. Debian's mosquitto forgets shared filters when it is started again (docs/meters.md): it is
/// killed where they are not shared.
/// </summary>
public sealed class ReadingStormTests(PostgresCluster cluster)
{
    private const int Workers = 3;

    /// <summary>How the workers name themselves to the database.</summary>
    private const string Victims = "strangler meters";

    private readonly ConcurrentDictionary<string, bool> _begun = new();
    private int _kills;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whether workers are processes of their own: METER_PROCESSES=1. Their clock is the machine's.</summary>
    private static bool Processes => Environment.GetEnvironmentVariable("METER_PROCESSES") == "1";

    private static int Days => Setting("METER_DAYS", 12);

    private static int Pause => Setting("METER_PAUSE", 10);

    private static int Setting(string name, int usual) => int.TryParse(
        Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int set) ? set : usual;

    [Theory]
    [InlineData("$share/storm/", false)]
    [InlineData("", true)]
    public async Task Whoever_is_killed_each_reading_is_kept_once_and_every_charge_is_what_a_recount_gives(
        string shared, bool brokerToo)
    {
        int seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        await using MeterStage stage = await StageAsync();
        await using MosquittoProcess broker = await MeterBroker.StartOwnAsync();
        await using Database victims = Database.Open(stage.Imported.ConnectionString, Victims);
        CountedTally tally = new();
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task[] workers =
        [
            .. Enumerable.Range(0, Workers).Select(at => WorkAsync(
                stage, victims, broker, $"storm-{at}", shared, tally, new Random(seed + at), over.Token)),
        ];
        // From then on the broker keeps what comes.
        await UntilAsync(() => Task.FromResult(_begun.Count == Workers), () => $"{_begun.Count} workers.");
        Task killing = KillAsync(stage, broker, brokerToo, new Random(seed), over.Token);

        List<MeterSample> sent = await SendAsync(stage, broker, seed);
        Dictionary<(string, DateTimeOffset), long> wanted = Distinct(sent);
        await UntilAsync(async () => await KeptAsync(stage) >= wanted.Count, () => $"{wanted.Count} were sent.");
        await over.CancelAsync();
        await Task.WhenAll([.. workers, killing]).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        Assert.True(_kills > 3, $"{_kills} kills");
        Assert.Equal(wanted.Count, await KeptAsync(stage));
        Assert.Equal(0, await stage.Imported.OneAsync<long>("SELECT count(*) FROM meter_quarantine"));
        Assert.Equal(await FromNothingAsync(sent), await stage.ChargesAsync());
    }

    /// <summary>Its clock stands where all of the water has been counted.</summary>
    private async Task<MeterStage> StageAsync()
    {
        MeterStage stage = await MeterStage.CreateAsync(cluster);
        stage.Clock.Now = MeterStage.July.AddDays(Math.Max(Days, 60));
        return stage;
    }

    /// <summary>One worker in memory, nothing killed, every reading once and in order.</summary>
    private async Task<List<string>> FromNothingAsync(List<MeterSample> sent)
    {
        await using MeterStage alone = await StageAsync();
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
            await Task.Delay(Pause, Cancellation);
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
    private async Task WorkAsync(
        MeterStage stage, Database database, MosquittoProcess broker, string name, string shared, CountedTally tally,
        Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            using CancellationTokenSource life = CancellationTokenSource.CreateLinkedTokenSource(over);
            life.CancelAfter(random.Next(500, 3_000) * (Processes ? 3 : 1));
            try
            {
                await (Processes
                    ? ProcessAsync(stage, broker, name, shared.Length > 0, life.Token)
                    : new MeterSessions(
                        MeterBroker.Options(broker, name, shared + "aqua/v1/meters/+/readings"), database, name,
                        tally, stage.Clock, NullLoggerFactory.Instance)
                    {
                        Quiet = TimeSpan.FromSeconds(1),
                        Live = () => _begun.TryAdd(name, true),
                    }.RunAsync(life.Token));
            }
            catch (Exception end) when (end is OperationCanceledException or MqttException or NpgsqlException)
            {
                // As a process that was killed.
            }
        }
    }

    /// <summary>A real one, and really killed.</summary>
    private async Task ProcessAsync(
        MeterStage stage, MosquittoProcess broker, string name, bool shared, CancellationToken life)
    {
        ProcessStartInfo start = new(
            "dotnet",
            [
                typeof(MeterSimulation).Assembly.Location, "meters", "work", "--worker", name, "--group",
                shared ? "storm" : "", "--database", stage.Imported.ConnectionString, "--broker",
                string.Create(CultureInfo.InvariantCulture, $"mqtt://gateway@127.0.0.1:{broker.Port}"),
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["STRANGLER_MQTT_PASSWORD"] = MosquittoProcess.Password },
        };
        using Process worker = Process.Start(start)!;
        worker.OutputDataReceived += (_, line) =>
            _ = line.Data?.StartsWith("Connected", StringComparison.Ordinal) == true && _begun.TryAdd(name, true);
        worker.ErrorDataReceived += (_, _) => { };
        worker.BeginOutputReadLine();
        worker.BeginErrorReadLine();
        try
        {
            await worker.WaitForExitAsync(life);
        }
        finally
        {
            worker.Kill();
            await worker.WaitForExitAsync(CancellationToken.None);
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
                    WHERE datname = current_database() AND application_name = $1 AND random() < 0.3
                    """);
                kill.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Victims });
                await kill.ExecuteNonQueryAsync(over);
            }
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> done, Func<string> what)
    {
        for (int tried = 0; ; tried++)
        {
            Assert.True(tried < 600, "They do not arrive: " + what());
            if (await done())
            {
                return;
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
