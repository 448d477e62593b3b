using System.Buffers.Binary;

namespace Strangler.Meters.Mqtt.Wire;

/// <summary>The packets that we send.</summary>
internal static class Requests
{
    /// <summary>Bytes of one PUBACK; without a reason it is the same in both versions.</summary>
    public const int AcknowledgementSize = 4;

    public static readonly byte[] Ping = [(int)PacketType.Ping << 4, 0];

    private const int ReceiveMaximum = 0x21;
    private const int MaximumPacket = 0x27;
    private const int SessionExpiry = 0x11;
    private const int MessageExpiry = 0x02;
    private const int ReasonText = 0x1F;

    /// <summary>A topic alias is not offered, so its maximum stays 0.</summary>
    public static byte[] Connect(MqttOptions options)
    {
        bool five = options.Version == MqttVersion.Five;
        PacketWriter packet = new PacketWriter()
            .Text("MQTT").Byte((int)options.Version).Byte(ConnectFlags(options))
            .Short((int)options.KeepAlive.TotalSeconds);
        if (five)
        {
            packet.Properties(new PacketWriter()
                .Byte(SessionExpiry).Int(Seconds(options.SessionExpiry))
                .Byte(ReceiveMaximum).Short(options.ReceiveMaximum)
                .Byte(MaximumPacket).Int((uint)options.MaximumPacket));
        }

        packet.Text(options.ClientId);
        if (options.Will is { } will)
        {
            if (five)
            {
                packet.Properties(ExpiryOf(will));
            }

            packet.Text(will.Topic).Binary(will.Payload.Span);
        }

        if (options.UserName is { } user)
        {
            packet.Text(user);
        }

        if (options.Password is { } password)
        {
            packet.Text(password);
        }

        return packet.Finish(PacketType.Connect, 0);
    }

    /// <param name="packetId">Not 0.</param>
    public static byte[] Subscribe(ushort packetId, MqttOptions options)
    {
        // A filter that the session already has shall not bring the retained messages again.
        const int OnlyWhenNew = 0x10;
        bool five = options.Version == MqttVersion.Five;
        PacketWriter packet = new PacketWriter().Short(packetId);
        if (five)
        {
            packet.VariableInt(0);
        }

        foreach (MqttSubscription subscription in options.Subscriptions)
        {
            bool isShared = subscription.Filter.StartsWith("$share/", StringComparison.Ordinal);
            packet.Text(subscription.Filter)
                .Byte((int)subscription.Qos | (five && !isShared ? OnlyWhenNew : 0));
        }

        return packet.Finish(PacketType.Subscribe, 2);
    }

    /// <param name="packetId">Not 0.</param>
    public static byte[] Unsubscribe(ushort packetId, MqttOptions options)
    {
        PacketWriter packet = new PacketWriter().Short(packetId);
        if (options.Version == MqttVersion.Five)
        {
            packet.VariableInt(0);
        }

        foreach (string filter in options.Leaving)
        {
            packet.Text(filter);
        }

        return packet.Finish(PacketType.Unsubscribe, 2);
    }

    public static byte[] Publish(ushort packetId, MqttOutgoing message, MqttVersion version)
    {
        PacketWriter packet = new PacketWriter().Text(message.Topic);
        if (message.Qos == MqttQos.AtLeastOnce)
        {
            packet.Short(packetId);
        }

        if (version == MqttVersion.Five)
        {
            packet.Properties(ExpiryOf(message));
        }

        return packet.Raw(message.Payload.Span)
            .Finish(PacketType.Publish, ((int)message.Qos << 1) | (message.Retained ? 1 : 0));
    }

    /// <returns>The bytes written.</returns>
    public static int WriteAcknowledgements(ReadOnlySpan<MqttMessage> messages, Span<byte> to)
    {
        int written = 0;
        foreach (ref readonly MqttMessage message in messages)
        {
            if (message.PacketId != 0)
            {
                to[written] = (int)PacketType.PublishAnswer << 4;
                to[written + 1] = 2;
                BinaryPrimitives.WriteUInt16BigEndian(to[(written + 2)..], message.PacketId);
                written += AcknowledgementSize;
            }
        }

        return written;
    }

    /// <summary>3.1.1 has no room for a reason.</summary>
    public static byte[] Disconnect(MqttReason reason, string text, MqttVersion version)
    {
        PacketWriter packet = new();
        if (version == MqttVersion.Five && reason != MqttReason.Success)
        {
            packet.Byte((int)reason).Properties(new PacketWriter().Byte(ReasonText).Text(text));
        }

        return packet.Finish(PacketType.Disconnect, 0);
    }

    private static int ConnectFlags(MqttOptions options) =>
        (options.UserName is null ? 0 : 0x80) | (options.Password is null ? 0 : 0x40)
        | (options.Will is { } will ? 0x04 | ((int)will.Qos << 3) | (will.Retained ? 0x20 : 0) : 0)
        | (options.CleanStart ? 0x02 : 0);

    private static PacketWriter ExpiryOf(MqttOutgoing message) => message.Expiry is { } expiry
        ? new PacketWriter().Byte(MessageExpiry).Int(Seconds(expiry))
        : new PacketWriter();

    private static uint Seconds(TimeSpan span) =>
        (uint)Math.Clamp(span.Ticks / TimeSpan.TicksPerSecond, 0, uint.MaxValue - 1L);
}
