namespace Strangler.Meters.Mqtt.Wire;

/// <summary>The short packets in which a broker answers.</summary>
internal static class Answers
{
    /// <summary>PUBACK.</summary>
    public static (ushort PacketId, MqttReason Reason) ReadPublishAnswer(ReadOnlySpan<byte> body, MqttVersion version)
    {
        WireReader reader = new(body);
        ushort id = reader.Short();
        MqttReason reason = version == MqttVersion.Five && reader.Left > 0
            ? (MqttReason)reader.Byte()
            : MqttReason.Success;
        return (id, reason);
    }

    /// <summary>
    /// SUBACK and UNSUBACK: a reason for each filter in its order; below 0x80 it is done, and of the first the QoS
    /// granted. An UNSUBACK of 3.1.1 has none.
    /// </summary>
    public static (ushort PacketId, MqttReason[] Reasons) ReadSubscribeAnswer(
        ReadOnlySpan<byte> body, MqttVersion version)
    {
        WireReader reader = new(body);
        ushort id = reader.Short();
        if (version == MqttVersion.Five)
        {
            PropertyReader.Read(ref reader);
        }

        MqttReason[] reasons = new MqttReason[reader.Left];
        for (int index = 0; index < reasons.Length; index++)
        {
            reasons[index] = (MqttReason)reader.Byte();
        }

        return (id, reasons);
    }

    /// <summary>DISCONNECT, which only an MQTT 5 broker sends.</summary>
    public static MqttException ReadDisconnect(ReadOnlySpan<byte> body, MqttVersion version)
    {
        if (version != MqttVersion.Five)
        {
            throw MqttException.Protocol(MqttReason.ProtocolError, "DISCONNECT in version 3.1.1.");
        }

        WireReader reader = new(body);
        MqttReason reason = reader.Left > 0 ? (MqttReason)reader.Byte() : MqttReason.Success;
        string? text = reader.Left > 0 ? PropertyReader.Read(ref reader)?.ReasonText : null;
        return new MqttException(reason, $"The broker ended the connection: {reason} {text}".TrimEnd());
    }
}
