namespace Strangler.Meters.Mqtt.Wire;

/// <summary>PUBLISH, as a broker sends it to us.</summary>
internal static class PublishReader
{
    private const int RetainFlag = 1;
    private const int DuplicateFlag = 8;

    /// <param name="body">The message keeps slices of it.</param>
    /// <exception cref="MqttException">No broker may send this.</exception>
    public static MqttMessage Read(FrameHeader header, ReadOnlyMemory<byte> body, MqttVersion version)
    {
        int qos = (header.Flags >> 1) & 3;
        bool isDuplicate = (header.Flags & DuplicateFlag) != 0;
        if (qos == 3 || (qos == 0 && isDuplicate))
        {
            throw MqttException.Protocol(MqttReason.MalformedPacket, $"a message with flags {header.Flags}.");
        }

        if (qos == 2)
        {
            throw MqttException.Protocol(MqttReason.ProtocolError, "QoS 2, which we never subscribe with.");
        }

        WireReader reader = new(body.Span);
        int topicLength = reader.Text().Length;
        int topicStart = reader.Position - topicLength;
        ushort packetId = qos == 0 ? (ushort)0 : reader.Short();
        if (qos != 0 && packetId == 0)
        {
            throw MqttException.Protocol(MqttReason.ProtocolError, "the packet id 0.");
        }

        if (version == MqttVersion.Five && PropertyReader.Read(ref reader)?.TopicAlias is ushort alias)
        {
            throw MqttException.Protocol(MqttReason.TopicAliasInvalid, $"topic alias {alias}, though we take none.");
        }

        ReadOnlyMemory<byte> topic = body.Slice(topicStart, topicLength);
        if (topic.IsEmpty || topic.Span.ContainsAny((byte)'+', (byte)'#'))
        {
            throw MqttException.Protocol(MqttReason.TopicNameInvalid, "a topic that is empty or has wildcards.");
        }

        return new MqttMessage(
            topic, body[reader.Position..], packetId, isDuplicate, (header.Flags & RetainFlag) != 0);
    }
}
