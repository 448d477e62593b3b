using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Spectre.Console;
using Strangler.Gateway.Metering;
using Strangler.Meters.Mqtt;
using Strangler.ParallelRun.Bench.Billing;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;
using Strangler.Postgres.Metering;

namespace Strangler.ParallelRun.Bench.Meters;

/// <summary>One run: the broker alone, the whole way, a steady rate, a backlog.</summary>
internal sealed class MetersBench(
    MetersBenchOptions options, Database database, BenchBroker broker, MeterLoad load, Action<string> progress)
{
    private const string Topics = "aqua/v1/meters/+/readings";

    /// <summary>The broker alone is as quick after these as after more.</summary>
    private const int MostAlone = 1_000_000;

    private long _live;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <exception cref="CommandFailedException">There is no broker or database to measure with.</exception>
    public static async Task<int> RunAsync(MetersBenchOptions options, CancellationToken cancellation)
    {
        void Progress(string text) => Terminal.Console.MarkupLineInterpolated($"{text}");
        string server = Environment.GetEnvironmentVariable(DatabaseOption.Variable) is { Length: > 0 } named
            ? named : throw new CommandFailedException($"The bench needs a database: {DatabaseOption.Variable}.");
        try
        {
            await using BillingBenchDatabase seeded = await BillingBenchDatabase.CreateAsync(
                server, new BillingBenchOptions(options.Meters, 1, 1, false), Progress, cancellation);
            await new DeviceRegistration(seeded.Database).FromExtractAsync(
                "bench", all: true, hasValve: false, cancellation);
            await using BenchBroker broker = await BenchBroker.StartAsync(cancellation);
            MeterLoad load = new(await MetersAsync(seeded.Database, options.Meters, cancellation), Start);
            MetersFigures figures = await new MetersBench(options, seeded.Database, broker, load, Progress)
                .MeasureAsync(cancellation);
            return await new MetersReport(options, figures).ShowAsync(options.Write, cancellation);
        }
        catch (Exception failure) when (failure is MqttException or NpgsqlException or TimeoutException)
        {
            throw new CommandFailedException(failure.Message);
        }
    }

    private async Task<MetersFigures> MeasureAsync(CancellationToken cancellation)
    {
        progress("The broker alone ...");
        double alone = await BrokerAloneAsync(cancellation);
        progress($"{alone:N0} messages/s. The whole way ...");
        await using Worker worker = new(database, broker, "bench");
        await worker.StartAsync(cancellation);
        // Plans, statistics, tariffs and code are loaded once, not measured.
        await SendAndWaitAsync(worker, options.Warming, cancellation);
        MemoryPeaks memory = new(options.Readings);
        worker.Tally.Each = memory.Kept;
        double whole = await SendAndWaitAsync(worker, options.Readings, cancellation);
        worker.Tally.Each = null;
        progress($"{whole:N0} readings/s. Steady ...");
        SendTimes steady = await SteadyAsync(worker, MetersBenchOptions.Rate, options.Duration, cancellation);
        await worker.StopAsync();
        progress($"p99 {steady.Percentile(0.99):F2} s. A backlog ...");
        (double drained, SendTimes? live) = options.Backlog > 0
            ? await BacklogAsync(worker, cancellation) : (double.NaN, null);
        return new MetersFigures(
            alone, whole, steady.Percentile(0.5), steady.Percentile(0.99), memory.Tenths, drained,
            live?.Percentile(0.5) ?? double.NaN, live?.Percentile(0.99) ?? double.NaN, Rated(worker));
    }

    private long SteadyCount => (long)(MetersBenchOptions.Rate * options.Duration.TotalSeconds);

    /// <summary>What is discarded is quick: a bench of such readings would say nothing.</summary>
    private long Rated(Worker worker)
    {
        long sent = options.Warming + options.Readings + SteadyCount + options.Backlog + _live;
        long rated = worker.Tally.Of("rated") + worker.Backlog.Of("rated");
        return rated == sent ? rated
            : throw new CommandFailedException($"{rated:N0} of {sent:N0} readings were rated.");
    }

    /// <summary>The same messages, received and acknowledged, and nothing more.</summary>
    private async Task<double> BrokerAloneAsync(CancellationToken cancellation)
    {
        await using MqttClient client = new(
            broker.Options("bench-alone") with
            {
                ReceiveMaximum = 20_000,
                CleanStart = true,
                SessionExpiry = TimeSpan.Zero,
                Subscriptions = [new MqttSubscription($"$share/alone/{Topics}")],
            },
            TimeProvider.System);
        client.Start();
        await client.ConnectedAsync(cancellation);
        await using MqttSender sender = new(broker.Options("bench-load-alone"), TimeProvider.System);
        MeterLoad other = new([new BenchMeter("alone-1", 0), new BenchMeter("alone-2", 0)], Start);
        int count = Math.Min(options.Readings, MostAlone);
        Stopwatch watch = Stopwatch.StartNew();
        Task sending = other.SendAsync(sender, count, cancellation);
        for (int left = count; left > 0;)
        {
            using MqttBatch batch = await client.ReceiveAsync(4_000, cancellation);
            left -= batch.Count;
            await client.AcknowledgeAsync(batch, cancellation);
        }

        await sending;
        return count / watch.Elapsed.TotalSeconds;
    }

    private async Task<double> SendAndWaitAsync(Worker worker, int count, CancellationToken cancellation)
    {
        await using MqttSender sender = new(broker.Options("bench-load"), TimeProvider.System);
        Stopwatch watch = Stopwatch.StartNew();
        Task kept = worker.Tally.Wait(count);
        await load.SendAsync(sender, count, cancellation);
        await kept.WaitAsync(cancellation);
        return count / watch.Elapsed.TotalSeconds;
    }

    private async Task<SendTimes> SteadyAsync(
        Worker worker, int rate, TimeSpan duration, CancellationToken cancellation)
    {
        SendTimes times = new();
        worker.Tally.Each = times.Kept;
        await using MqttSender sender = new(broker.Options("bench-steady"), TimeProvider.System);
        Task kept = worker.Tally.Wait((long)(rate * duration.TotalSeconds));
        await load.SendAsync(sender, rate, duration, times, cancellation);
        await kept.WaitAsync(cancellation);
        worker.Tally.Each = null;
        return times;
    }

    /// <summary>What came while no worker was there, and what comes while that is taken.</summary>
    private async Task<(double Drained, SendTimes Live)> BacklogAsync(Worker worker, CancellationToken cancellation)
    {
        await using MqttSender sender = new(broker.Options("bench-backlog"), TimeProvider.System);
        await load.SendAsync(sender, options.Backlog, cancellation);
        Task drained = worker.Backlog.Wait(options.Backlog);
        Stopwatch watch = Stopwatch.StartNew();
        await worker.StartAsync(cancellation);
        SendTimes times = new();
        worker.Tally.Each = times.Kept;
        int seconds = 0;
        for (; !drained.IsCompleted; seconds++)
        {
            await load.SendAsync(
                sender, MetersBenchOptions.Rate, TimeSpan.FromSeconds(1), times, cancellation);
        }

        double rate = options.Backlog / watch.Elapsed.TotalSeconds;
        _live = seconds * MetersBenchOptions.Rate;
        await worker.Tally.Until(options.Warming + options.Readings + SteadyCount + _live).WaitAsync(cancellation);
        worker.Tally.Each = null;
        await worker.StopAsync();
        return (rate, times);
    }

    private static async Task<List<BenchMeter>> MetersAsync(
        Database database, int most, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("""
            SELECT d.device, s.last_litres FROM meter_device d
            JOIN meter_standing s ON s.contract = d.contract AND s.device = d.number ORDER BY d.number DESC LIMIT $1
            """);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<BenchMeter> meters = [];
        while (await reader.ReadAsync(cancellation))
        {
            meters.Add(new BenchMeter(reader.GetString(0), reader.GetInt64(1)));
        }

        return meters;
    }

    /// <summary>A worker as the gateway runs it.</summary>
    private sealed class Worker(Database database, BenchBroker broker, string name) : IAsyncDisposable
    {
        private CancellationTokenSource? _ending;
        private Task _running = Task.CompletedTask;

        public BenchTally Tally { get; } = new();

        /// <summary>Of what waited in the broker.</summary>
        public BenchTally Backlog { get; } = new();

        /// <summary>Returns when a session takes what comes from now on.</summary>
        public async Task StartAsync(CancellationToken cancellation)
        {
            _ending = new CancellationTokenSource();
            TaskCompletionSource live = new(TaskCreationOptions.RunContinuationsAsynchronously);
            MeterSessions sessions = new(
                broker.Options(name) with
                {
                    ReceiveMaximum = 20_000,
                    Subscriptions = [new MqttSubscription($"$share/strangler/{Topics}")],
                },
                database, name, Tally, TimeProvider.System, NullLoggerFactory.Instance)
            {
                Live = () => live.TrySetResult(),
                Backlog = Backlog,
            };
            _running = sessions.RunAsync(_ending.Token);
            await Task.WhenAny(live.Task, _running).WaitAsync(cancellation);
            if (_running.IsCompleted)
            {
                await _running;
            }
        }

        public async Task StopAsync()
        {
            if (_ending is not null)
            {
                await _ending.CancelAsync();
                await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _ending.Dispose();
                _ending = null;
            }
        }

        public async ValueTask DisposeAsync() => await StopAsync();
    }
}
