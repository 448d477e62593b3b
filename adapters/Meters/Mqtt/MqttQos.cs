namespace Strangler.Meters.Mqtt;

/// <summary>How often a message arrives. Exactly once is not offered: we keep it once by its content.</summary>
public enum MqttQos
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
}
