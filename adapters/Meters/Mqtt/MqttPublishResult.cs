namespace Strangler.Meters.Mqtt;

/// <summary>What became of a message sent, and the broker's reason.</summary>
public readonly record struct MqttPublishResult(MqttPublishOutcome Outcome, MqttReason Reason);
