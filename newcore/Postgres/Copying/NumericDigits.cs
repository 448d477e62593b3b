using System.Buffers.Binary;

namespace Strangler.Postgres.Copying;

/// <summary>The digits of a numeric: groups of four, the point between two groups, no zeros at either end.</summary>
internal static class NumericDigits
{
    private const int Base = 10_000;
    private const int MostGroups = 10;

    private static ReadOnlySpan<int> Tens => [1, 10, 100, 1000];

    /// <param name="places">How many of the mantissa's digits stand behind the point.</param>
    /// <param name="weight">The place of the first group: 0 is the one before the point.</param>
    /// <returns>How many groups were written, two bytes each.</returns>
    public static int Write(Span<byte> target, UInt128 mantissa, int places, out int weight)
    {
        int padding = (4 - (places % 4)) % 4;
        mantissa *= (UInt128)Tens[padding];
        Span<short> digits = stackalloc short[MostGroups];
        int count = mantissa <= ulong.MaxValue
            ? Split((ulong)mantissa, digits) : Split(mantissa, digits);
        int end = 0;
        while (end < count && digits[end] == 0)
        {
            end++;
        }

        weight = count == 0 ? 0 : count - 1 - ((places + padding) / 4);
        for (int at = count - 1; at >= end; at--)
        {
            BinaryPrimitives.WriteInt16BigEndian(target[((count - 1 - at) * 2)..], digits[at]);
        }

        return count - end;
    }

    private static int Split(ulong value, Span<short> digits)
    {
        int count = 0;
        while (value > 0)
        {
            (value, ulong digit) = Math.DivRem(value, Base);
            digits[count++] = (short)digit;
        }

        return count;
    }

    private static int Split(UInt128 value, Span<short> digits)
    {
        int count = 0;
        while (value > 0)
        {
            (value, UInt128 digit) = UInt128.DivRem(value, Base);
            digits[count++] = (short)digit;
        }

        return count;
    }
}
