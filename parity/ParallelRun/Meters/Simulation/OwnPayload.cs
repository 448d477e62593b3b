using System.Buffers;
using System.Text;
using System.Text.Json;
using Strangler.Core.Metering;
using Strangler.Meters.Payloads;

namespace Strangler.ParallelRun.Meters.Simulation;

/// <summary>Readings as meters of our own kind send them.</summary>
internal static class OwnPayload
{
    private static readonly (MeterFlags Flag, string Name)[] Names =
    [
        (MeterFlags.Leak, "leak"), (MeterFlags.Burst, "burst"), (MeterFlags.Tamper, "tamper"), (MeterFlags.Dry, "dry"),
        (MeterFlags.Reverse, "reverse"), (MeterFlags.LowBattery, "battery"), (MeterFlags.Removed, "removed"),
        (MeterFlags.Temperature, "temperature"), (MeterFlags.Fault, "fault"),
    ];

    public static byte[] Topic(string device) => Encoding.ASCII.GetBytes($"aqua/v1/meters/{device}/readings");

    /// <summary>An object for one reading, arrays of at most 200 for more.</summary>
    public static IEnumerable<byte[]> Encode(IReadOnlyList<MeterSample> samples) =>
        samples.Chunk(PayloadDecoder.MostReadings).Select(Write);

    private static byte[] Write(MeterSample[] samples)
    {
        ArrayBufferWriter<byte> bytes = new(96 * samples.Length);
        using (Utf8JsonWriter json = new(bytes))
        {
            if (samples.Length > 1)
            {
                json.WriteStartArray();
            }

            foreach (MeterSample sample in samples)
            {
                WriteOne(json, sample);
            }

            if (samples.Length > 1)
            {
                json.WriteEndArray();
            }
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteOne(Utf8JsonWriter json, in MeterSample sample)
    {
        json.WriteStartObject();
        json.WriteString("at", sample.At.UtcDateTime);
        json.WriteNumber("litres", sample.Litres);
        if (sample.Sequence is { } sequence)
        {
            json.WriteNumber("seq", sequence);
        }

        if (sample.Flags != MeterFlags.None)
        {
            json.WriteStartArray("flags");
            foreach ((MeterFlags flag, string name) in Names)
            {
                if (sample.Flags.HasFlag(flag))
                {
                    json.WriteStringValue(name);
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
