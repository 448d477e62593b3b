using System.Buffers.Binary;
using System.Text;

namespace Strangler.Postgres.Copying;

/// <summary>Values in PostgreSQL's binary form of COPY: each its length and its bytes, numbers big-endian.</summary>
internal sealed class CopyBuffer
{
    private const int FirstSize = 1 << 17;
    private const int LongestNumeric = 4 + 8 + (2 * 10);

    private static readonly int PostgresEpoch = new DateOnly(2000, 1, 1).DayNumber;
    private static readonly DateTimeOffset PostgresInstant = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private byte[] _bytes = new byte[FirstSize];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    /// <summary>As they are: the header of a copy and its end.</summary>
    public void AddBytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void StartRow(short columns) => BinaryPrimitives.WriteInt16BigEndian(Take(2), columns);

    public void AddNull() => BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);

    public void Add(short value) => BinaryPrimitives.WriteInt16BigEndian(Field(sizeof(short)), value);

    public void Add(int value) => BinaryPrimitives.WriteInt32BigEndian(Field(sizeof(int)), value);

    public void Add(long value) => BinaryPrimitives.WriteInt64BigEndian(Field(sizeof(long)), value);

    public void Add(bool value) => Field(1)[0] = value ? (byte)1 : (byte)0;

    public void Add(DateOnly value) => Add(value.DayNumber - PostgresEpoch);

    /// <summary>To the microsecond, cut.</summary>
    public void Add(DateTimeOffset value) => Add((value - PostgresInstant).Ticks / TimeSpan.TicksPerMicrosecond);

    public void Add(string value)
    {
        int start = Length;
        Span<byte> field = Take(4 + Encoding.UTF8.GetMaxByteCount(value.Length));
        int count = Encoding.UTF8.GetBytes(value, field[4..]);
        BinaryPrimitives.WriteInt32BigEndian(field, count);
        Length = start + 4 + count;
    }

    /// <summary>A bytea of so many bytes, to be filled.</summary>
    public Span<byte> AddBytea(int length) => Field(length);

    /// <summary>
    /// An array without nulls begins so; as many values must follow. Type is the element's: 21 for smallint, 20 for
    /// bigint.
    /// </summary>
    /// <param name="size">Bytes of an element.</param>
    public void StartArray(int type, int count, int size)
    {
        Span<byte> head = Take(4 + 20);
        BinaryPrimitives.WriteInt32BigEndian(head, 20 + (count * (4 + size)));
        BinaryPrimitives.WriteInt32BigEndian(head[4..], 1);
        BinaryPrimitives.WriteInt32BigEndian(head[8..], 0);
        BinaryPrimitives.WriteInt32BigEndian(head[12..], type);
        BinaryPrimitives.WriteInt32BigEndian(head[16..], count);
        BinaryPrimitives.WriteInt32BigEndian(head[20..], 1);
    }

    /// <summary>A numeric with the decimal's own number of places.</summary>
    public void Add(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        int places = (parts[3] >> 16) & 0xFF;
        UInt128 mantissa = new((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        int start = Length;
        Span<byte> field = Take(LongestNumeric);
        int groups = NumericDigits.Write(field[12..], mantissa, places, out int weight);
        BinaryPrimitives.WriteInt32BigEndian(field, 8 + (groups * 2));
        BinaryPrimitives.WriteInt16BigEndian(field[4..], (short)groups);
        BinaryPrimitives.WriteInt16BigEndian(field[6..], (short)weight);
        BinaryPrimitives.WriteInt16BigEndian(field[8..], parts[3] < 0 && groups > 0 ? (short)0x4000 : (short)0);
        BinaryPrimitives.WriteInt16BigEndian(field[10..], (short)places);
        Length = start + 12 + (groups * 2);
    }

    private Span<byte> Field(int length)
    {
        Span<byte> field = Take(4 + length);
        BinaryPrimitives.WriteInt32BigEndian(field, length);
        return field[4..];
    }

    private Span<byte> Take(int count)
    {
        int start = Length;
        if (_bytes.Length - start < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, start + count));
        }

        Length += count;
        return _bytes.AsSpan(start, count);
    }
}
