namespace Strangler.Meters.Mqtt.Wire;

/// <summary>CONNACK: whether the broker takes us, and on what terms.</summary>
/// <param name="KeepAlive">The broker's own, in place of ours.</param>
/// <param name="ReceiveMaximum">Messages of ours that may wait for the broker's acknowledgement.</param>
/// <param name="MaximumPacket">Bytes of a packet of ours.</param>
internal sealed record ConnectAnswer(
    MqttReason Reason, bool SessionPresent, string? Text, TimeSpan? KeepAlive, int ReceiveMaximum, uint MaximumPacket)
{
    public static ConnectAnswer Read(ReadOnlySpan<byte> body, MqttVersion version)
    {
        WireReader reader = new(body);
        byte flags = reader.Byte();
        byte code = reader.Byte();
        if (flags > 1)
        {
            throw MqttException.Protocol(MqttReason.MalformedPacket, $"a greeting with flags {flags}.");
        }

        PropertyReader? properties = version == MqttVersion.Five ? PropertyReader.Read(ref reader) : null;
        return new ConnectAnswer(
            version == MqttVersion.Five ? (MqttReason)code : Translate(code),
            flags == 1,
            properties?.ReasonText,
            properties?.ServerKeepAlive is ushort seconds ? TimeSpan.FromSeconds(seconds) : null,
            properties?.ReceiveMaximum ?? ushort.MaxValue,
            properties?.MaximumPacket ?? int.MaxValue);
    }

    /// <summary>3.1.1, table 3.1.</summary>
    private static MqttReason Translate(byte code) => code switch
    {
        0 => MqttReason.Success,
        1 => MqttReason.UnsupportedVersion,
        2 => MqttReason.ClientIdNotValid,
        3 => MqttReason.ServerUnavailable,
        4 => MqttReason.BadUserNameOrPassword,
        5 => MqttReason.NotAuthorized,
        _ => throw MqttException.Protocol(MqttReason.ProtocolError, $"a greeting with code {code}."),
    };
}
