namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>
/// Rounds a binary double half away from zero by its exact value, as a database does when it stores one in a numeric.
/// </summary>
internal static class BinaryRounding
{
    private const int MantissaBits = 52;
    private const int ExponentBias = 1075;

    /// <summary>2.675 is 267: the double is a little less.</summary>
    public static long ToCentavos(double pesos) => Scaled(pesos, 100);

    public static double ToThousandths(double value) => Scaled(value, 1000) / 1000.0;

    /// <exception cref="OverflowException">No amount is so large.</exception>
    private static long Scaled(double value, uint factor)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> MantissaBits) & 0x7FF);
        UInt128 mantissa = (UInt128)(ulong)((bits & ((1L << MantissaBits) - 1))
            | (exponent == 0 ? 0 : 1L << MantissaBits)) * factor;
        int shift = ExponentBias - Math.Max(exponent, 1);
        if (shift < -40)
        {
            throw new OverflowException("An amount is too large.");
        }

        UInt128 whole = shift <= 0 ? mantissa << -shift : shift >= 100
            ? 0 : (mantissa + (UInt128.One << (shift - 1))) >> shift;
        return bits < 0 ? -checked((long)whole) : checked((long)whole);
    }
}
