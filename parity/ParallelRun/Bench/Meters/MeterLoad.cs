using System.Buffers.Text;
using System.Diagnostics;
using Strangler.Meters.Mqtt;

namespace Strangler.ParallelRun.Bench.Meters;

/// <summary>
/// Meters that count on by the hour, all in turn: each reading is another, and a third of a cubic metre a day.
/// </summary>
internal sealed class MeterLoad(IReadOnlyList<BenchMeter> meters, DateTimeOffset start)
{
    private const int Chunk = 2_000;
    private const int LitresAnHour = 14;

    private readonly string[] _topics = [.. meters.Select(meter => $"aqua/v1/meters/{meter.Device}/readings")];

    private long _made;

    /// <summary>As quickly as the broker takes them.</summary>
    public async Task SendAsync(MqttSender sender, int count, CancellationToken cancellation)
    {
        for (int left = count; left > 0; left -= Chunk)
        {
            await sender.SendAsync(Next(Math.Min(left, Chunk)), cancellation);
        }
    }

    /// <summary>So many a second, told to <paramref name="sent"/> by the moment of sending.</summary>
    public async Task SendAsync(
        MqttSender sender, int rate, TimeSpan duration, SendTimes sent, CancellationToken cancellation)
    {
        const int PartsASecond = 20;
        long began = Stopwatch.GetTimestamp();
        for (int part = 0; part < duration.TotalSeconds * PartsASecond; part++)
        {
            TimeSpan early = TimeSpan.FromSeconds((double)part / PartsASecond) - Stopwatch.GetElapsedTime(began);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, cancellation);
            }

            int count = rate / PartsASecond;
            sent.Add(count);
            await sender.SendAsync(Next(count), cancellation);
        }
    }

    private MqttOutgoing[] Next(int count)
    {
        MqttOutgoing[] messages = new MqttOutgoing[count];
        for (int at = 0; at < count; at++, _made++)
        {
            long hour = _made / _topics.Length;
            int meter = (int)(_made % _topics.Length);
            messages[at] = new MqttOutgoing(
                _topics[meter], Write(start.AddHours(hour), meters[meter].Litres + (hour * LitresAnHour)));
        }

        return messages;
    }

    private static byte[] Write(DateTimeOffset at, long litres)
    {
        Span<byte> text = stackalloc byte[96];
        "{\"at\":\""u8.CopyTo(text);
        int length = 7;
        Utf8Formatter.TryFormat(at.UtcDateTime, text[length..], out int written, 'O');
        length += written;
        "\",\"litres\":"u8.CopyTo(text[length..]);
        length += 11;
        Utf8Formatter.TryFormat(litres, text[length..], out written);
        length += written;
        text[length++] = (byte)'}';
        return text[..length].ToArray();
    }
}
