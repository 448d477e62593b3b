namespace Strangler.Meters.Payloads;

/// <summary>What a topic says: whose payload, of which kind.</summary>
internal readonly ref struct MeterTopic
{
    private const int MostParts = 8;

    private MeterTopic(TopicKind kind, ReadOnlySpan<byte> device)
    {
        Kind = kind;
        Device = device;
    }

    public TopicKind Kind { get; }

    /// <summary>As the topic spells it; of wmbusmeters the name it was given there, which is none of ours.</summary>
    public ReadOnlySpan<byte> Device { get; }

    public static MeterTopic Read(ReadOnlySpan<byte> topic)
    {
        Span<Range> parts = stackalloc Range[MostParts];
        int count = 0;
        foreach (Range part in topic.Split((byte)'/'))
        {
            if (count == MostParts)
            {
                return default;
            }

            parts[count++] = part;
        }

        ReadOnlySpan<byte> first = topic[parts[0]];
        return count switch
        {
            5 when topic.StartsWith("aqua/v1/meters/"u8) && topic[parts[4]].SequenceEqual("readings"u8) =>
                new MeterTopic(TopicKind.OwnReadings, topic[parts[3]]),
            2 when first.SequenceEqual("wmbusmeters"u8) => new MeterTopic(TopicKind.Telegram, topic[parts[1]]),
            6 when first.SequenceEqual("application"u8) && topic[parts[2]].SequenceEqual("device"u8)
                && topic[parts[4]].SequenceEqual("event"u8) =>
                new MeterTopic(KindOf(topic[parts[5]]), topic[parts[3]]),
            >= 5 when first.SequenceEqual("v3"u8) && topic[parts[2]].SequenceEqual("devices"u8) =>
                new MeterTopic(count == 5 ? KindOf(topic[parts[4]]) : TopicKind.NetworkEvent, topic[parts[3]]),
            _ => default,
        };
    }

    private static TopicKind KindOf(ReadOnlySpan<byte> happened) =>
        happened.SequenceEqual("up"u8) ? TopicKind.Uplink : TopicKind.NetworkEvent;
}
