using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Unicode;
using Strangler.Core.Metering;

namespace Strangler.Meters.Payloads;

/// <summary>
/// Turns one message into samples, by its topic. Never throws for what a message holds: whatever can't be read is
/// <see cref="DecodeOutcome.Unreadable"/> by a code. A message is read whole or not at all. May be shared by threads.
/// </summary>
/// <param name="devices">LoRaWAN devices by the topic's name; needed where a frame has another zone than UTC.</param>
public sealed class PayloadDecoder(IReadOnlyDictionary<string, RadioDevice>? devices = null)
{
    /// <summary>In bytes; 200 readings need a quarter of it.</summary>
    public const int LargestPayload = 64 * 1024;

    /// <summary>Of one payload of our own.</summary>
    public const int MostReadings = 200;

    private readonly DeviceNames _names = new();

    private readonly FrozenDictionary<string, RadioDevice> _devices =
        (devices ?? new Dictionary<string, RadioDevice>()).ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="receivedAt">For a frame that states no time, where the network gave none either.</param>
    /// <param name="into">Only added to, and only if the whole message can be read.</param>
    public DecodeOutcome Decode(
        ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt, List<MeterSample> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        int before = into.Count;
        DecodeOutcome outcome = DecodeByTopic(topic, payload, receivedAt, into);
        if (!outcome.IsRead)
        {
            into.RemoveRange(before, into.Count - before);
        }

        return outcome;
    }

    private DecodeOutcome DecodeByTopic(
        ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt, List<MeterSample> into)
    {
        MeterTopic meant = MeterTopic.Read(topic);
        if (meant.Kind == TopicKind.Unknown)
        {
            return DecodeOutcome.Refused(UnreadableReason.UnknownTopic);
        }

        string? device = meant.Kind == TopicKind.Telegram ? null : _names.Find(meant.Device);
        if (device is null && meant.Kind != TopicKind.Telegram)
        {
            return DecodeOutcome.Refused(UnreadableReason.BadDevice);
        }

        if (meant.Kind == TopicKind.NetworkEvent)
        {
            return DecodeOutcome.About(InformationalReason.NetworkEvent);
        }

        return DecodeBody(meant.Kind, device, payload, receivedAt, into);
    }

    /// <param name="device">Null for a telegram, which names the meter itself.</param>
    private DecodeOutcome DecodeBody(
        TopicKind kind, string? device, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt, List<MeterSample> into)
    {
        if (payload.Length > LargestPayload || !Utf8.IsValid(payload))
        {
            return DecodeOutcome.Refused(
                payload.Length > LargestPayload ? UnreadableReason.Oversize : UnreadableReason.BadUtf8);
        }

        try
        {
            return kind switch
            {
                TopicKind.OwnReadings => OwnReadings.Decode(payload, device!, into),
                TopicKind.Telegram => Telegram.Decode(payload, _names, into),
                _ => Uplink.Decode(payload, device!, _devices.GetValueOrDefault(device!), receivedAt, into),
            };
        }
        catch (JsonException)
        {
            return DecodeOutcome.Refused(UnreadableReason.BrokenJson);
        }
    }
}
