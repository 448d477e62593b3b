using System.Globalization;
using System.Text;

namespace Strangler.Cfdi.Writing;

/// <summary>Bytes that grow, and are used again for document after document.</summary>
internal sealed class ByteBuffer
{
    private const int LongestNumber = 40;

    /// <summary>UTF-8 of a character of UTF-16 at most.</summary>
    private const int BytesOfCharacter = 3;

    private byte[] _bytes = new byte[16 * 1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public ReadOnlySpan<byte> Since(int start) => _bytes.AsSpan(start, Length - start);

    public void Add(byte one)
    {
        Room(1)[0] = one;
        Length++;
    }

    public void Add(ReadOnlySpan<byte> some)
    {
        some.CopyTo(Room(some.Length));
        Length += some.Length;
    }

    public void Add(ReadOnlySpan<char> text) =>
        Length += Encoding.UTF8.GetBytes(text, Room(text.Length * BytesOfCharacter));

    /// <summary>With as many decimals as it has.</summary>
    public void Add(decimal value)
    {
        value.TryFormat(Room(LongestNumber), out int count, default, CultureInfo.InvariantCulture);
        Length += count;
    }

    public void Add(int value)
    {
        value.TryFormat(Room(LongestNumber), out int count, default, CultureInfo.InvariantCulture);
        Length += count;
    }

    /// <summary>To the second, without a zone.</summary>
    public void Add(DateTime value)
    {
        value.TryFormat(Room(LongestNumber), out int count, "s", CultureInfo.InvariantCulture);
        Length += count;
    }

    /// <summary>Leaves bytes open, to be set when they are known.</summary>
    /// <returns>Where they begin.</returns>
    public int Reserve(int count)
    {
        Room(count)[..count].Clear();
        Length += count;
        return Length - count;
    }

    public void Set(int start, ReadOnlySpan<byte> some) => some.CopyTo(_bytes.AsSpan(start));

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        return _bytes.AsSpan(Length);
    }
}
