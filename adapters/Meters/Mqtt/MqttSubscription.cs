namespace Strangler.Meters.Mqtt;

/// <summary>A filter, also <c>$share/group/filter</c>.</summary>
public sealed record MqttSubscription(string Filter, MqttQos Qos = MqttQos.AtLeastOnce);
