using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;
using Strangler.Core.Metering;
using Strangler.Gateway.Metering;
using Strangler.Meters.Mqtt;
using Strangler.ParallelRun.Meters.Simulation;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Meters;

/// <summary>What waited in the broker while a worker was away holds up nothing that is sent after it.</summary>
public sealed class MeterSessionsTests(PostgresCluster cluster)
{
    private const string Topics = "aqua/v1/meters/+/readings";

    private static readonly string[] Ids = ["strangler-w", "strangler-w-2", "strangler-w-3", "strangler-w-4"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", MqttVersion.Five)]
    [InlineData("", MqttVersion.Three)]
    [InlineData("$share/several/", MqttVersion.Five)]
    public async Task What_comes_now_is_kept_while_what_waited_cannot_be(string shared, MqttVersion version)
    {
        await using Stage stage = await Stage.CreateAsync(cluster, shared, version);
        await stage.HearAsync("strangler-w");
        await stage.SendAsync(stage.Waiting, 1, 2, 3);

        await using (NpgsqlConnection holder = await stage.Meters.Database.ConnectAsync(Cancellation))
        await using (await HoldAsync(holder, stage.Waiting))
        {
            await using Running running = await stage.StartAsync();
            await stage.SendAsync(stage.Other, 4);
            await stage.UntilKeptAsync(stage.Other, 1);
            Assert.Equal(0, await stage.KeptAsync(stage.Waiting));
        }

        await using Running again = await stage.StartAsync();
        await stage.UntilKeptAsync(stage.Waiting, 3);
        await Stage.UntilAsync(() => Task.FromResult(again.Forgotten.Count > 1), "Sessions stay.");
        // The one that is left hears what comes.
        await stage.SendAsync(stage.Other, 5);
        await stage.UntilKeptAsync(stage.Other, 2);
        await again.DisposeAsync();
        Assert.Equal(["strangler-w-3"], await stage.PresentAsync());
    }

    [Fact]
    public async Task Where_every_session_holds_something_all_of_it_comes()
    {
        await using Stage stage = await Stage.CreateAsync(cluster);
        foreach (string id in Ids)
        {
            await stage.HearAsync(id);
        }

        await stage.SendAsync(stage.Waiting, 1, 2, 3);
        await using Running running = await stage.StartAsync();
        await stage.SendAsync(stage.Other, 4);

        await stage.UntilKeptAsync(stage.Waiting, 3);
        await stage.UntilKeptAsync(stage.Other, 1);
        await Stage.UntilAsync(() => Task.FromResult(running.Forgotten.Count == 3), "Sessions stay.");
        await running.DisposeAsync();
        Assert.Equal(["strangler-w-4"], await stage.PresentAsync());
        Assert.Equal(4, stage.Taken);
    }

    [Fact]
    public async Task After_a_long_absence_of_the_broker_another_session_takes_what_comes()
    {
        await using Stage stage = await Stage.CreateAsync(cluster);
        await using Running running = await stage.StartAsync(longAway: TimeSpan.FromMilliseconds(1));
        await stage.SendAsync(stage.Other, 1);
        await stage.UntilKeptAsync(stage.Other, 1);

        await stage.Broker.StopAsync();
        await stage.Broker.StartAsync(Cancellation);
        await Stage.UntilAsync(() => Task.FromResult(running.Begun == 2), "It begins again.");
        await stage.SendAsync(stage.Other, 2);

        await stage.UntilKeptAsync(stage.Other, 2);
        await Stage.UntilAsync(() => Task.FromResult(running.Forgotten.Count == 1), "Sessions stay.");
        await running.DisposeAsync();
        Assert.Equal(["strangler-w-2"], await stage.PresentAsync());
    }

    [Fact]
    public async Task After_a_long_absence_of_the_database_another_session_takes_what_comes()
    {
        await using Stage stage = await Stage.CreateAsync(cluster);
        await using Running running = await stage.StartAsync(longAway: TimeSpan.FromMilliseconds(1));
        await using (NpgsqlCommand away = stage.Meters.Database.Command(
            "ALTER TABLE meter_standing RENAME TO meter_standing_away"))
        {
            await away.ExecuteNonQueryAsync(Cancellation);
        }

        await stage.SendAsync(stage.Other, 1);
        await Stage.UntilAsync(() => Task.FromResult(running.Warnings > 0), "It does not notice.");
        await using (NpgsqlCommand back = stage.Meters.Database.Command(
            "ALTER TABLE meter_standing_away RENAME TO meter_standing"))
        {
            await back.ExecuteNonQueryAsync(Cancellation);
        }

        await stage.UntilKeptAsync(stage.Other, 1);
        await Stage.UntilAsync(() => Task.FromResult(running.Begun == 2), "It begins again.");
    }

    /// <summary>Nobody keeps a reading of the device until this is rolled back.</summary>
    private static async Task<NpgsqlTransaction> HoldAsync(NpgsqlConnection connection, string device)
    {
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
        await using NpgsqlCommand command = new(
            "SELECT s.* FROM meter_standing s JOIN meter_device d ON d.number = s.device WHERE d.device = $1 "
            + "FOR UPDATE OF s", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = device } },
        };
        await command.ExecuteNonQueryAsync(Cancellation);
        return transaction;
    }

    private sealed class Running(CancellationTokenSource ending) : IAsyncDisposable, ILoggerProvider, ILogger
    {
        private int _begun;
        private int _warnings;

        public int Warnings => Volatile.Read(ref _warnings);

        public int Begun => Volatile.Read(ref _begun);

        public ConcurrentQueue<string> Forgotten { get; } = [];

        public void Begin() => Interlocked.Increment(ref _begun);

        public Task Work { get; set; } = Task.CompletedTask;

        public async ValueTask DisposeAsync()
        {
            await ending.CancelAsync();
            await Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        public void Dispose()
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Interlocked.Increment(ref _warnings);
    }

    private sealed class Stage : IAsyncDisposable, IMeterTally
    {
        private readonly string _filter;
        private readonly MqttVersion _version;
        private MqttClient _sender = null!;
        private long _taken;

        private Stage(MeterStage meters, MosquittoProcess broker, string filter, MqttVersion version)
        {
            (Meters, Broker, _filter, _version) = (meters, broker, filter, version);
            string[] devices = [.. meters.Counts.Keys.Order(StringComparer.Ordinal)];
            (Waiting, Other) = (devices[0], devices[^1]);
        }

        public MeterStage Meters { get; }

        public MosquittoProcess Broker { get; }

        public string Waiting { get; }

        public string Other { get; }

        /// <summary>Readings rated, over all sessions.</summary>
        public long Taken => Interlocked.Read(ref _taken);

        public static async Task<Stage> CreateAsync(
            PostgresCluster cluster, string shared = "", MqttVersion version = MqttVersion.Five)
        {
            MosquittoProcess broker = await MeterBroker.StartOwnAsync();
            Stage stage = new(await MeterStage.CreateAsync(cluster), broker, shared + Topics, version);
            stage._sender = await MeterClients.ConnectedAsync(MeterBroker.Options(broker, "sender"));
            return stage;
        }

        public void Kept(IReadOnlyDictionary<string, long> outcomes, int messages) =>
            Interlocked.Add(ref _taken, outcomes.GetValueOrDefault("rated"));

        /// <summary>Subscribes and goes away: what is sent from now on waits in the broker.</summary>
        public async Task HearAsync(string id)
        {
            await using (await MeterClients.ConnectedAsync(Options(id)))
            {
            }
        }

        public async Task SendAsync(string device, params int[] hours)
        {
            await _sender.ConnectedAsync(Cancellation);
            foreach (int hour in hours)
            {
                MeterSample sample = new(
                    device, MeterStage.July.AddHours(hour), Meters.Counts[device] + hour, null, MeterFlags.None);
                MqttPublishResult result = await _sender.PublishAsync(
                    new MqttOutgoing($"aqua/v1/meters/{device}/readings", OwnPayload.Encode([sample]).Single()),
                    Cancellation);
                Assert.Equal(MqttPublishOutcome.Accepted, result.Outcome);
            }
        }

        /// <summary>Returns when a session hears what is sent from now on.</summary>
        public async Task<Running> StartAsync(TimeSpan? longAway = null)
        {
            CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            Running running = new(ending);
            MeterSessions sessions = new(
                Options("strangler-w"), Meters.Database, "w", this, Meters.Clock,
                LoggerFactory.Create(logging => logging.AddProvider(running)))
            {
                LongAway = longAway ?? TimeSpan.FromHours(1),
                Quiet = TimeSpan.FromSeconds(1),
                Live = running.Begin,
                Forgotten = running.Forgotten.Enqueue,
            };
            running.Work = sessions.RunAsync(ending.Token);
            await UntilAsync(
                () => Task.FromResult(running.Begun > 0 || running.Work.IsCompleted), "It does not begin.");
            return running;
        }

        public Task<long> KeptAsync(string device) => Meters.Imported.OneAsync<long>(
            "SELECT count(*) FROM meter_reading r JOIN meter_device d ON d.number = r.device "
            + $"WHERE d.device = '{device}' AND r.at > '{MeterStage.July:O}'");

        public Task UntilKeptAsync(string device, int count) =>
            UntilAsync(async () => await KeptAsync(device) >= count, $"{count} of {device}.");

        /// <summary>Sessions that the broker has of the worker when it is gone.</summary>
        public async Task<List<string>> PresentAsync()
        {
            List<string> present = [];
            foreach (string id in Ids)
            {
                await using MqttClient asking = await MeterClients.ConnectedAsync(Options(id) with
                {
                    Subscriptions = [],
                    Notify = notice =>
                    {
                        if (notice is { Connected: true, SessionPresent: true })
                        {
                            present.Add(id);
                        }
                    },
                });
            }

            return present;
        }

        public static async Task UntilAsync(Func<Task<bool>> done, string what)
        {
            for (int tried = 0; !await done(); tried++)
            {
                Assert.True(tried < 300, what);
                await Task.Delay(100, Cancellation);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _sender.DisposeAsync();
            await Broker.DisposeAsync();
            await Meters.DisposeAsync();
        }

        private MqttOptions Options(string id) => MeterBroker.Options(Broker, id, _filter) with { Version = _version };
    }
}
