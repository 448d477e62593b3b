namespace Strangler.Meters.Mqtt.Wire;

/// <summary>The upper half of a packet's first byte.</summary>
internal enum PacketType
{
    Connect = 1,
    ConnectAnswer = 2,
    Publish = 3,
    PublishAnswer = 4,
    Subscribe = 8,
    SubscribeAnswer = 9,
    Unsubscribe = 10,
    UnsubscribeAnswer = 11,
    Ping = 12,
    PingAnswer = 13,
    Disconnect = 14,
}
