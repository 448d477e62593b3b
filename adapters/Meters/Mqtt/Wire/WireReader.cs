using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Strangler.Meters.Mqtt.Wire;

/// <summary>Reads the fields of a packet from its first byte to its last.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly int Left => _bytes.Length - Position;

    public byte Byte() => Take(1)[0];

    public ushort Short() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint Int() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ReadOnlySpan<byte> Binary() => Take(Short());

    /// <summary>Text that is valid UTF-8 without the character 0, as the protocol demands.</summary>
    public ReadOnlySpan<byte> Text()
    {
        ReadOnlySpan<byte> text = Binary();
        if (!Utf8.IsValid(text) || text.Contains((byte)0))
        {
            throw MqttException.Protocol(MqttReason.MalformedPacket, "text that is no UTF-8.");
        }

        return text;
    }

    public string String() => Encoding.UTF8.GetString(Text());

    public int VariableInt()
    {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7)
        {
            byte next = Byte();
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw MqttException.Protocol(MqttReason.MalformedPacket, "a number of more than four bytes.");
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
        {
            throw MqttException.Protocol(MqttReason.MalformedPacket, "a field that ends after its packet.");
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }
}
