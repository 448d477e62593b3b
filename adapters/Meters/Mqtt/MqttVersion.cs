namespace Strangler.Meters.Mqtt;

/// <summary>The version of the protocol, by its number in CONNECT.</summary>
public enum MqttVersion
{
    /// <summary>3.1.1</summary>
    Three = 4,

    /// <summary>5.0</summary>
    Five = 5,
}
