using Strangler.Meters.Mqtt;
using Strangler.Meters.Payloads;
using Strangler.Postgres;

namespace Strangler.Gateway.Metering;

/// <summary>
/// A worker's sessions at the broker. What comes from now on has a session of its own, a new one at every start; those
/// of before get nothing new, and what waits in them is taken beside it until they are empty and forgotten. So a
/// backlog holds up nothing that is sent after it. Of what was sent while the two changed, both have some: a reading is
/// kept once all the same.
/// </summary>
/// <param name="options">Of the connection: its client id is that of the first session.</param>
/// <param name="name">Of the worker, under which is counted what it keeps.</param>
public sealed partial class MeterSessions(
    MqttOptions options, Database database, string name, IMeterTally tally, TimeProvider time, ILoggerFactory loggers)
{
    /// <summary>Of one worker at once. Where all hold something, the last one also gets what comes now.</summary>
    public const int Most = 4;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private readonly ILogger _logger = loggers.CreateLogger<MeterSessions>();

    /// <summary>After so long without us, what comes now shall not wait behind what came meanwhile.</summary>
    public TimeSpan LongAway { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A session of before that brought nothing for so long is empty.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Told when a session takes what comes now: at the start, and after we were away for long.</summary>
    public Action? Live { get; init; }

    /// <summary>Told the client id of a session of before that is empty and forgotten.</summary>
    public Action<string>? Forgotten { get; init; }

    /// <summary>Told what sessions of before bring; null: as what comes now.</summary>
    public IMeterTally? Backlog { get; init; }

    /// <summary>Until it is told to stop.</summary>
    /// <exception cref="MqttException">Another took a session over, or the broker refuses us.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            await RunUntilAwayAsync(stopping);
        }
    }

    private async Task RunUntilAwayAsync(CancellationToken stopping)
    {
        List<string> kept = await KeptAsync(stopping);
        string live = Ids().Except(kept).FirstOrDefault() ?? kept[^1];
        kept.Remove(live);
        TaskCompletionSource away = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Absence absence = new(time, options.Notify, Away);
        List<MqttClient> clients = [];
        try
        {
            // Subscribed by the new session first, then given up by those of before: nothing falls in between.
            clients.Add(await ConnectedAsync(options with { ClientId = live, Notify = absence.Tell }, stopping));
            foreach (string id in kept)
            {
                clients.Add(await ConnectedAsync(Leaving(id), stopping));
            }

            Live?.Invoke();
            await WorkAsync(clients[0], clients[1..], away.Task, Away, stopping);
        }
        finally
        {
            foreach (MqttClient client in clients)
            {
                await client.DisposeAsync();
            }
        }

        void Away(TimeSpan gone)
        {
            if (gone >= LongAway && away.TrySetResult())
            {
                Log.Away(_logger, gone);
            }
        }
    }

    private async Task WorkAsync(
        MqttClient live, List<MqttClient> before, Task away, Action<TimeSpan> heldUp, CancellationToken stopping)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task working = Worker(live, tally, heldUp).RunAsync(ended.Token);
        List<Task> all = [working, away, .. before.Select(client => DrainAsync(client, ended.Token))];
        try
        {
            // A drained session ends well and the rest goes on; whatever else ends, ends all.
            Task first;
            do
            {
                first = await Task.WhenAny(all);
                await first;
                all.Remove(first);
            }
            while (first != working && first != away);
        }
        finally
        {
            await ended.CancelAsync();
            all.Remove(away);
            await Task.WhenAll(all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private IEnumerable<string> Ids() => Enumerable.Range(1, Most).Select(
        number => number == 1 ? options.ClientId : FormattableString.Invariant($"{options.ClientId}-{number}"));

    /// <summary>Sessions that the broker has of us.</summary>
    private async Task<List<string>> KeptAsync(CancellationToken stopping)
    {
        List<string> kept = [];
        foreach (string id in Ids())
        {
            bool present = false;
            await using (await ConnectedAsync(
                options with
                {
                    ClientId = id,
                    Subscriptions = [],
                    ReceiveMaximum = 1,
                    Notify = notice => present |= notice.Connected && notice.SessionPresent,
                },
                stopping))
            {
            }

            if (present)
            {
                kept.Add(id);
            }
            else
            {
                await ForgetAsync(id, stopping);
            }
        }

        return kept;
    }

    private MqttOptions Leaving(string id) => options with
    {
        ClientId = id,
        Subscriptions = [],
        Leaving = [.. options.Subscriptions.Select(subscription => subscription.Filter)],
        Notify = null,
    };

    /// <summary>Takes what a session still holds, then lets the broker forget it.</summary>
    private async Task DrainAsync(MqttClient client, CancellationToken stopping)
    {
        long began = time.GetTimestamp();
        using CancellationTokenSource empty = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task working = Worker(client, Backlog ?? tally, null).RunAsync(empty.Token);
        Task emptied = EmptiedAsync(client, empty.Token);
        try
        {
            await await Task.WhenAny(working, emptied);
        }
        finally
        {
            await empty.CancelAsync();
            await Task.WhenAll(working, emptied).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await client.DisposeAsync();
        await ForgetAsync(client.Id, stopping);
        TimeSpan taken = time.GetElapsedTime(began);
        Log.Drained(_logger, client.Counters.Acknowledged, taken);
        Forgotten?.Invoke(client.Id);
    }

    /// <summary>
    /// When a connection has brought nothing for a while, nothing of it waits with us, and the broker, which is
    /// not stuck, has answered meanwhile.
    /// </summary>
    private async Task EmptiedAsync(MqttClient client, CancellationToken stopping)
    {
        (long Connections, long Received) seen = default;
        long since = time.GetTimestamp();
        do
        {
            await Task.Delay(Step, time, stopping);
            bool answered = await client.PingAsync(stopping);
            (long, long) now = (client.Counters.Connections, client.Counters.Received);
            if (now != seen || !answered || client.Unacknowledged > 0)
            {
                (seen, since) = (now, time.GetTimestamp());
            }
        }
        while (time.GetElapsedTime(since) < Quiet);
    }

    /// <summary>A session that begins clean and ends with its connection leaves nothing.</summary>
    private async Task ForgetAsync(string id, CancellationToken stopping)
    {
        await using MqttClient last = await ConnectedAsync(
            options with
            {
                ClientId = id,
                Subscriptions = [],
                CleanStart = true,
                SessionExpiry = TimeSpan.Zero,
                Notify = null,
            },
            stopping);
    }

    private async Task<MqttClient> ConnectedAsync(MqttOptions to, CancellationToken stopping)
    {
        MqttClient client = new(to, time);
        try
        {
            client.Start();
            await client.ConnectedAsync(stopping);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    private MeterWorker Worker(MqttClient client, IMeterTally told, Action<TimeSpan>? heldUp) => new(
        client, new MeterIntake(database, time), new PayloadDecoder(), name, told, time,
        loggers.CreateLogger<MeterWorker>())
    {
        HeldUp = heldUp,
    };

    /// <summary>How long a connection was away before it was there again, with what came meanwhile.</summary>
    private sealed class Absence(TimeProvider time, Action<MqttNotice>? notify, Action<TimeSpan> back)
    {
        private long? _lostAt;

        /// <summary>Called by one connection after another.</summary>
        public void Tell(MqttNotice notice)
        {
            notify?.Invoke(notice);
            if (!notice.Connected)
            {
                _lostAt ??= time.GetTimestamp();
                return;
            }

            if (_lostAt is { } lost && notice.SessionPresent)
            {
                back(time.GetElapsedTime(lost));
            }

            _lostAt = null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 2304, Level = LogLevel.Information,
            Message = "What waited for us in the broker is taken: {Count} messages in {Duration}.")]
        public static partial void Drained(ILogger logger, long count, TimeSpan duration);

        [LoggerMessage(
            EventId = 2305, Level = LogLevel.Warning,
            Message = "We were away for {Duration}: what comes now is taken beside what came meanwhile.")]
        public static partial void Away(ILogger logger, TimeSpan duration);
    }
}
