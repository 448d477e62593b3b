namespace Strangler.Meters.Mqtt;

/// <summary>A message to send, or the last will that the broker sends when the connection is lost.</summary>
/// <param name="Expiry">After this the broker delivers it to nobody; of MQTT 5, whole seconds; null is never.</param>
public sealed record MqttOutgoing(
    string Topic, ReadOnlyMemory<byte> Payload, MqttQos Qos = MqttQos.AtLeastOnce, bool Retained = false,
    TimeSpan? Expiry = null);
