using System.Buffers.Binary;
using System.Text;

namespace Strangler.Core.Debts;

/// <summary>Short texts as UTF-8 in blocks of a megabyte, each known by a number. Two gigabytes in all.</summary>
internal sealed class TextArena
{
    /// <summary>Bytes of one text.</summary>
    public const int LongestText = ushort.MaxValue;

    private const int LengthBytes = 2;
    private const int BlockBits = 20;
    private const int BlockSize = 1 << BlockBits;
    private readonly List<byte[]> _blocks = [];
    private int _next;

    /// <returns>The number under which the text is kept.</returns>
    /// <exception cref="ArgumentException">It is longer than <see cref="LongestText"/>.</exception>
    public int Add(ReadOnlySpan<char> text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        if (length > LongestText)
        {
            throw new ArgumentException($"A text has more than {LongestText} bytes.", nameof(text));
        }

        int place = Reserve(LengthBytes + length);
        Span<byte> room = _blocks[place >> BlockBits].AsSpan(place & (BlockSize - 1));
        BinaryPrimitives.WriteUInt16LittleEndian(room, (ushort)length);
        Encoding.UTF8.GetBytes(text, room[LengthBytes..]);
        return place;
    }

    public ReadOnlySpan<byte> Bytes(int place)
    {
        ReadOnlySpan<byte> kept = _blocks[place >> BlockBits].AsSpan(place & (BlockSize - 1));
        return kept.Slice(LengthBytes, BinaryPrimitives.ReadUInt16LittleEndian(kept));
    }

    public string Text(int place) => Encoding.UTF8.GetString(Bytes(place));

    /// <summary>Gives back what the last block has too much.</summary>
    public void Trim()
    {
        if (_blocks.Count > 0)
        {
            byte[] last = _blocks[^1];
            Array.Resize(ref last, _next - ((_blocks.Count - 1) << BlockBits));
            _blocks[^1] = last;
        }
    }

    private int Reserve(int size)
    {
        int room = (_blocks.Count << BlockBits) - _next;
        if (room < size)
        {
            _next = checked(_next + room);
            _blocks.Add(new byte[BlockSize]);
        }

        int place = _next;
        _next = checked(_next + size);
        return place;
    }
}
