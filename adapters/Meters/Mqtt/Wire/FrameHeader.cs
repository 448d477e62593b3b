namespace Strangler.Meters.Mqtt.Wire;

/// <summary>The fixed header: what a packet is and how long.</summary>
/// <param name="Length">Bytes of the header itself, 2 to 5.</param>
/// <param name="Remaining">Bytes after the header.</param>
internal readonly record struct FrameHeader(PacketType Type, int Flags, int Length, int Remaining)
{
    private const int LongestLength = 4;

    public int Total => Length + Remaining;

    /// <summary>False while bytes of it are missing.</summary>
    /// <exception cref="MqttException">No broker sends such a header.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        int remaining = 0;
        for (int index = 1; index < bytes.Length; index++)
        {
            remaining |= (bytes[index] & 0x7F) << (7 * (index - 1));
            if (bytes[index] < 0x80)
            {
                header = Checked(bytes[0], index + 1, remaining);
                return true;
            }

            if (index == LongestLength)
            {
                throw MqttException.Protocol(MqttReason.MalformedPacket, "a length of more than four bytes.");
            }
        }

        return false;
    }

    private static FrameHeader Checked(byte first, int length, int remaining)
    {
        PacketType type = (PacketType)(first >> 4);
        int flags = first & 0x0F;
        if (type is not (PacketType.ConnectAnswer or PacketType.Publish or PacketType.PublishAnswer
            or PacketType.SubscribeAnswer or PacketType.UnsubscribeAnswer or PacketType.PingAnswer
            or PacketType.Disconnect))
        {
            throw MqttException.Protocol(MqttReason.ProtocolError, $"a packet of type {first >> 4}.");
        }

        if (type != PacketType.Publish && flags != 0)
        {
            throw MqttException.Protocol(MqttReason.MalformedPacket, $"{type} with flags {flags}.");
        }

        return new FrameHeader(type, flags, length, remaining);
    }
}
