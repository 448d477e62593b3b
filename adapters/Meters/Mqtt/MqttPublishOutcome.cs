namespace Strangler.Meters.Mqtt;

/// <summary>What became of a message sent.</summary>
public enum MqttPublishOutcome
{
    /// <summary>The broker has it; of QoS 0: it was written.</summary>
    Accepted,

    /// <summary>The broker said no, or it is bigger than the broker takes.</summary>
    Refused,

    /// <summary>It was never sent.</summary>
    NotSent,

    /// <summary>Sent, but no answer came: perhaps it has it. It is not sent again by itself.</summary>
    Unknown,
}
