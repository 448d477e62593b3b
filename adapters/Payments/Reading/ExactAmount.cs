using System.Globalization;
using System.Numerics;

namespace Strangler.Payments.Reading;

/// <summary>
/// An amount from its text, digit by digit: 0.30000000000000004 is not 0.30, and 1.0E7 is ten million exactly.
/// </summary>
internal static class ExactAmount
{
    private const int LongestText = 40;
    private const int MostExponent = 30;

    /// <summary>A hundred thousand million pesos, in centavos: no payment is above it.</summary>
    private const long Most = 10_000_000_000_000;

    /// <param name="number">As JSON writes a number.</param>
    /// <param name="decimals">2 for pesos, 0 for centavos.</param>
    /// <returns>Centavos; null: not exactly that many, or out of range.</returns>
    public static long? Centavos(string number, int decimals)
    {
        if (number.Length > LongestText)
        {
            return null;
        }

        int exponentAt = number.IndexOfAny(['e', 'E']);
        string mantissa = exponentAt < 0 ? number : number[..exponentAt];
        int exponent = 0;
        if (exponentAt >= 0 && (!int.TryParse(
            number.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            || Math.Abs(exponent) > MostExponent))
        {
            return null;
        }

        int pointAt = mantissa.IndexOf('.', StringComparison.Ordinal);
        string digits = pointAt < 0 ? mantissa : mantissa.Remove(pointAt, 1);
        int fraction = pointAt < 0 ? 0 : mantissa.Length - pointAt - 1;
        return BigInteger.TryParse(
            digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value)
                ? Scaled(value, decimals - fraction + exponent)
                : null;
    }

    /// <summary>Pesos in a text: digits, and at most two more after a point.</summary>
    public static long? CentavosOfText(string text)
    {
        int pointAt = text.IndexOf('.', StringComparison.Ordinal);
        bool plain = text.Length is > 0 and <= LongestText && pointAt != 0 && (pointAt < 0
            ? text.All(char.IsAsciiDigit)
            : text.Length - pointAt is 2 or 3 && text.Remove(pointAt, 1).All(char.IsAsciiDigit));
        return plain ? Centavos(text, 2) : null;
    }

    private static long? Scaled(BigInteger value, int zeros)
    {
        BigInteger scale = BigInteger.Pow(10, Math.Abs(zeros));
        BigInteger rest = BigInteger.Zero;
        BigInteger centavos = zeros >= 0 ? value * scale : BigInteger.DivRem(value, scale, out rest);
        return rest.IsZero && BigInteger.Abs(centavos) <= Most ? (long)centavos : null;
    }
}
