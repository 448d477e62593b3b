using System.Buffers.Binary;

namespace Strangler.Meters.Payloads;

/// <summary>One record of an M-Bus frame (EN 13757-3): what it is of, its unit, its bytes.</summary>
/// <param name="Function">0 now, 1 highest, 2 lowest, 3 during an error.</param>
/// <param name="Storage">0 the current value, above it a stored one.</param>
/// <param name="Kind">The low half of the first byte: how the value is coded.</param>
/// <param name="Unit">The first unit byte, without its extension bit.</param>
/// <param name="Extension">The only extension of the unit; -1 none, -2 several.</param>
internal readonly ref struct MbusRecord(
    int function, int storage, int kind, int unit, int extension, ReadOnlySpan<byte> data)
{
    private const int Filler = 0x2F;
    private const int Variable = 0x0D;
    private const int LongestVariable = 0xBF;
    private const int ManyExtensions = 10;

    public int Function { get; } = function;

    public int Storage { get; } = storage;

    public int Kind { get; } = kind;

    public int Unit { get; } = unit;

    public int Extension { get; } = extension;

    public ReadOnlySpan<byte> Data { get; } = data;

    /// <summary>Takes the next record off the front; one without data where only fillers are left.</summary>
    /// <returns>False where the frame ends early, or for a record whose length is not known.</returns>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> frame, out MbusRecord record)
    {
        record = default;
        frame = frame.TrimStart((byte)Filler);
        if (frame.IsEmpty)
        {
            return true;
        }

        byte first = frame[0];
        if (!TryStorage(ref frame, out int storage) || !TryUnit(ref frame, out int unit, out int extension))
        {
            return false;
        }

        int kind = first & 0x0F;
        int length = LengthOf(kind);
        if (kind == Variable && !frame.IsEmpty)
        {
            length = frame[0] <= LongestVariable ? frame[0] : -1;
            frame = frame[1..];
        }

        if (length < 0 || length > frame.Length)
        {
            return false;
        }

        record = new MbusRecord((first >> 4) & 3, storage, kind, unit, extension, frame[..length]);
        frame = frame[length..];
        return true;
    }

    /// <summary>A whole number, binary or of decimal digits; false for the value that means none.</summary>
    public bool TryNumber(out long number)
    {
        number = 0;
        if (Data.IsEmpty || Data.Length > sizeof(long) || Kind == Variable || Kind == 5)
        {
            return false;
        }

        return Kind > 8 ? TryDigits(Data, out number) : TrySigned(Data, out number);
    }

    public static bool TrySigned(ReadOnlySpan<byte> data, out long number)
    {
        long lowest = -1L << ((data.Length * 8) - 1);
        number = Unsigned(data);
        number |= (data[^1] & 0x80) != 0 ? lowest : 0;
        return number != lowest;
    }

    public static long Unsigned(ReadOnlySpan<byte> data)
    {
        Span<byte> wide = stackalloc byte[sizeof(long)];
        wide.Clear();
        data.CopyTo(wide);
        return BinaryPrimitives.ReadInt64LittleEndian(wide);
    }

    private static bool TryDigits(ReadOnlySpan<byte> data, out long number)
    {
        number = 0;
        for (int at = data.Length - 1; at >= 0; at--)
        {
            (int tens, int ones) = (data[at] >> 4, data[at] & 0x0F);
            if (tens > 9 || ones > 9)
            {
                return false;
            }

            number = (number * 100) + (tens * 10) + ones;
        }

        return true;
    }

    private static bool TryStorage(ref ReadOnlySpan<byte> frame, out int storage)
    {
        storage = (frame[0] >> 6) & 1;
        for (int extension = 0; ; extension++)
        {
            bool more = (frame[0] & 0x80) != 0;
            frame = frame[1..];
            if (!more)
            {
                return true;
            }

            if (frame.IsEmpty || extension == ManyExtensions)
            {
                return false;
            }

            storage |= extension < 6 ? (frame[0] & 0x0F) << (1 + (extension * 4)) : 0;
        }
    }

    private static bool TryUnit(ref ReadOnlySpan<byte> frame, out int unit, out int extension)
    {
        (unit, extension) = (0, -1);
        for (int count = 0; count <= ManyExtensions && !frame.IsEmpty; count++)
        {
            byte part = frame[0];
            frame = frame[1..];
            (unit, extension) = count switch
            {
                0 => (part & 0x7F, -1),
                1 => (unit, part & 0x7F),
                _ => (unit, -2),
            };
            if ((part & 0x80) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int LengthOf(int kind) => kind switch
    {
        0 or 8 => 0,
        1 or 9 => 1,
        2 or 10 => 2,
        3 or 11 => 3,
        4 or 5 or 12 => 4,
        6 or 14 => 6,
        7 => 8,
        _ => -1,
    };
}
