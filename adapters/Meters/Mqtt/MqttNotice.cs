namespace Strangler.Meters.Mqtt;

/// <summary>Something an operator may want to know about a connection; holds no secret and no payload.</summary>
/// <param name="SessionPresent">Of a connection made: the broker still had our session.</param>
/// <param name="RetryIn">Of a failure: when the next attempt is made; null where none is.</param>
public sealed record MqttNotice(
    bool Connected, MqttReason Reason, string Text, bool SessionPresent = false, TimeSpan? RetryIn = null);
