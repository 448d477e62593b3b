using System.Text;
using Npgsql;
using Strangler.Core.Metering;
using Strangler.Meters.Mqtt;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Meters.Simulation;
using Strangler.Postgres;

namespace Strangler.ParallelRun.Meters;

/// <summary>The extract's registered meters go on from their last count; a device for trials is left alone.</summary>
internal sealed class MeterSimulation
{
    private const int MostAtOnce = 2_000;

    private const string DevicesSql = """
        SELECT d.device, s.last_at, s.last_litres, d.turns_at FROM meter_device d
        JOIN meter_standing s ON s.contract = d.contract AND s.device = d.number
        WHERE d.until IS NULL AND d.meter IS NOT NULL ORDER BY d.number LIMIT $1
        """;

    private readonly List<SimulatedMeter> _meters;
    private readonly SimulationOptions _options;
    private readonly TimeProvider _time;

    private MeterSimulation(List<SimulatedMeter> meters, SimulationOptions options, TimeProvider time) =>
        (_meters, _options, _time) = (meters, options, time);

    /// <summary>Messages sent.</summary>
    public long Sent { get; private set; }

    /// <exception cref="CommandFailedException">No device is registered.</exception>
    public static async Task<MeterSimulation> OpenAsync(
        Database database, SimulationOptions options, TimeProvider time, CancellationToken cancellation)
    {
        DateTimeOffset first = Whole(time.GetUtcNow() - options.Span);
        List<SimulatedMeter> meters = [];
        await using NpgsqlCommand command = database.Command(DevicesSql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Meters });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            DateTimeOffset start = reader.IsDBNull(1) || reader.GetFieldValue<DateTimeOffset>(1) < first
                ? first : reader.GetFieldValue<DateTimeOffset>(1);
            meters.Add(new SimulatedMeter(
                new SimulatedMeterPlan(
                    reader.GetString(0), start, options.Interval, reader.GetInt64(2), reader.GetInt64(3),
                    BehaviourOf(meters.Count)),
                options.Seed + meters.Count));
        }

        return meters.Count > 0
            ? new MeterSimulation(meters, options, time)
            : throw new CommandFailedException("No device is registered: ./strangler meters register.");
    }

    public async Task RunAsync(MqttSender sender, TextWriter output, CancellationToken cancellation)
    {
        await output.WriteLineAsync($"{_meters.Count:N0} meters.");
        do
        {
            await CatchUpAsync(sender, output, cancellation);
            if (_options.Live)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _time, cancellation);
            }
        }
        while (_options.Live);

        await SendAsync(sender, [.. _meters.SelectMany(meter => Messages(meter, meter.Rest()))], cancellation);
        await output.WriteLineAsync($"{Sent:N0} messages sent.");
    }

    /// <summary>All readings until now, of all meters in turn.</summary>
    private async Task CatchUpAsync(MqttSender sender, TextWriter output, CancellationToken cancellation)
    {
        List<MqttOutgoing> waiting = [];
        bool more = true;
        DateTimeOffset told = _time.GetUtcNow();
        while (more)
        {
            more = false;
            DateTimeOffset until = _time.GetUtcNow() - _options.Interval;
            foreach (SimulatedMeter meter in _meters.Where(meter => meter.At <= until))
            {
                more = true;
                waiting.AddRange(Messages(meter, meter.Next()));
                if (waiting.Count >= Math.Min(MostAtOnce, _options.Rate))
                {
                    await SendAsync(sender, waiting, cancellation);
                    waiting.Clear();
                }
            }

            if (_time.GetUtcNow() - told > TimeSpan.FromSeconds(10))
            {
                told = _time.GetUtcNow();
                await output.WriteLineAsync($"{Sent:N0} messages, until {_meters[0].At:yyyy-MM-dd HH:mm}Z");
            }
        }

        await SendAsync(sender, waiting, cancellation);
    }

    private async Task SendAsync(MqttSender sender, List<MqttOutgoing> messages, CancellationToken cancellation)
    {
        foreach (MqttOutgoing[] some in messages.Chunk(MostAtOnce))
        {
            long began = _time.GetTimestamp();
            await sender.SendAsync(some, cancellation);
            Sent += some.Length;
            TimeSpan due = new(TimeSpan.TicksPerSecond * some.Length / _options.Rate);
            TimeSpan pause = due - _time.GetElapsedTime(began);
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, _time, cancellation);
            }
        }
    }

    private static IEnumerable<MqttOutgoing> Messages(SimulatedMeter meter, IReadOnlyList<MeterSample> samples)
    {
        string topic = Encoding.ASCII.GetString(OwnPayload.Topic(meter.Device));
        return OwnPayload.Encode(samples).Select(payload => new MqttOutgoing(topic, payload));
    }

    /// <summary>Most meters work; of the others each kind.</summary>
    private static MeterBehaviour BehaviourOf(int place) => (place % 20) switch
    {
        3 => MeterBehaviour.Leak,
        5 => MeterBehaviour.Stuck,
        7 => MeterBehaviour.Reversed,
        9 => MeterBehaviour.Outage,
        11 => MeterBehaviour.Late | MeterBehaviour.Duplicates,
        13 => MeterBehaviour.Late | MeterBehaviour.Duplicates | MeterBehaviour.Outage | MeterBehaviour.Leak,
        _ => MeterBehaviour.None,
    };

    private static DateTimeOffset Whole(DateTimeOffset instant) =>
        new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
