namespace Strangler.Meters.Payloads;

/// <summary>What is sent on a topic.</summary>
internal enum TopicKind
{
    Unknown,
    OwnReadings,
    Telegram,
    Uplink,

    /// <summary>Of a radio network, about a device and not from it.</summary>
    NetworkEvent,
}
