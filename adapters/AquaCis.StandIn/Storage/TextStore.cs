using System.Text;

namespace Strangler.AquaCis.StandIn.Storage;

/// <summary>Short texts as UTF-8 in blocks, a fifth of what strings would take. Up to 2 GB in all.</summary>
internal sealed class TextStore
{
    /// <summary>Bytes of one text.</summary>
    public const int LengthLimit = byte.MaxValue;

    private const int BlockBits = 20;
    private const int BlockSize = 1 << BlockBits;
    private readonly List<byte[]> _blocks = [];
    private int _next;

    /// <summary>Where the text is kept.</summary>
    /// <exception cref="ArgumentException">The text is longer than the limit.</exception>
    public int Add(ReadOnlySpan<char> text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        if (length > LengthLimit)
        {
            throw new ArgumentException($"The text is longer than {LengthLimit} bytes.", nameof(text));
        }

        int offset = Reserve(length + 1);
        byte[] block = _blocks[offset >> BlockBits];
        int start = offset & (BlockSize - 1);
        block[start] = (byte)length;
        Encoding.UTF8.GetBytes(text, block.AsSpan(start + 1));
        return offset;
    }

    public string Get(int offset) => Encoding.UTF8.GetString(Bytes(offset));

    /// <summary>Equal texts have equal numbers, in every run.</summary>
    public int HashAt(int offset) => Hash(Bytes(offset));

    public static int Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    private ReadOnlySpan<byte> Bytes(int offset)
    {
        byte[] block = _blocks[offset >> BlockBits];
        int start = offset & (BlockSize - 1);
        return block.AsSpan(start + 1, block[start]);
    }

    private int Reserve(int size)
    {
        int room = (_blocks.Count << BlockBits) - _next;
        if (room < size)
        {
            _next += room;
            _blocks.Add(new byte[BlockSize]);
        }

        int offset = _next;
        _next = checked(_next + size);
        return offset;
    }

    /// <summary>FNV-1a.</summary>
    private static int Hash(ReadOnlySpan<byte> text)
    {
        uint hash = 2166136261;
        foreach (byte next in text)
        {
            hash = (hash ^ next) * 16777619;
        }

        return (int)hash;
    }
}
