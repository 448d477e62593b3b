namespace Strangler.Meters.Mqtt;

/// <summary>A connection that could not be made or had to end, with the reason and who gave it.</summary>
public sealed class MqttException(MqttReason reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public MqttReason Reason { get; } = reason;

    /// <summary>The broker broke the protocol: it is told so and the connection closed.</summary>
    internal static MqttException Protocol(MqttReason reason, string what) =>
        new(reason, $"The broker broke the protocol: {what}") { IsOurs = true };

    /// <summary>We found the reason, the broker is to be told.</summary>
    internal bool IsOurs { get; private init; }

    /// <summary>Trying again soon changes nothing: somebody must change a setting first.</summary>
    internal bool IsRefusal => Reason is MqttReason.UnsupportedVersion or MqttReason.ClientIdNotValid
        or MqttReason.BadUserNameOrPassword or MqttReason.NotAuthorized or MqttReason.Banned
        or MqttReason.BadAuthenticationMethod or MqttReason.TopicFilterInvalid or MqttReason.TlsFailed
        or MqttReason.SharedSubscriptionsNotSupported or MqttReason.WildcardsNotSupported;
}
