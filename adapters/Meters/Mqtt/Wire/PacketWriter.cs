using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Strangler.Meters.Mqtt.Wire;

/// <summary>Writes the fields of a packet, whose length is known when all are there.</summary>
internal sealed class PacketWriter
{
    private const int LongestHeader = 5;
    private readonly ArrayBufferWriter<byte> _body = new(256);

    public int Length => _body.WrittenCount;

    public PacketWriter Byte(int value)
    {
        _body.GetSpan(1)[0] = (byte)value;
        _body.Advance(1);
        return this;
    }

    public PacketWriter Short(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_body.GetSpan(2), (ushort)value);
        _body.Advance(2);
        return this;
    }

    public PacketWriter Int(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_body.GetSpan(4), value);
        _body.Advance(4);
        return this;
    }

    public PacketWriter VariableInt(int value)
    {
        int left = value;
        do
        {
            Byte((left & 0x7F) | (left > 0x7F ? 0x80 : 0));
            left >>= 7;
        }
        while (left > 0);
        return this;
    }

    public PacketWriter Text(string value) => Binary(Encoding.UTF8.GetBytes(value));

    public PacketWriter Binary(ReadOnlySpan<byte> value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, ushort.MaxValue);
        return Short(value.Length).Raw(value);
    }

    public PacketWriter Raw(ReadOnlySpan<byte> value)
    {
        _body.Write(value);
        return this;
    }

    /// <summary>The properties of MQTT 5, after their length.</summary>
    public PacketWriter Properties(PacketWriter properties) =>
        VariableInt(properties.Length).Raw(properties._body.WrittenSpan);

    /// <summary>The whole packet.</summary>
    public byte[] Finish(PacketType type, int flags)
    {
        ArrayBufferWriter<byte> packet = new(Length + LongestHeader);
        PacketWriter whole = new(packet);
        whole.Byte(((int)type << 4) | flags).VariableInt(Length).Raw(_body.WrittenSpan);
        return packet.WrittenSpan.ToArray();
    }

    public PacketWriter()
    {
    }

    private PacketWriter(ArrayBufferWriter<byte> body) => _body = body;
}
