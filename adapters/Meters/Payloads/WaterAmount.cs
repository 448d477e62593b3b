using System.Buffers.Text;

namespace Strangler.Meters.Payloads;

/// <summary>Whole litres of a JSON number in some unit: exact, and what is less than a litre is cut off.</summary>
internal static class WaterAmount
{
    /// <summary>The highest count there is: a cubic kilometre.</summary>
    public const long MostLitres = 1_000_000_000_000;

    private const int MostDigits = 40;

    private const int DecimalDigits = 28;

    /// <summary>The US liquid gallon, by definition 231 cubic inches.</summary>
    private const decimal LitresPerGallon = 3.785411784m;

    /// <param name="number">As it stands in JSON, so its grammar is known to be right.</param>
    /// <returns>False where it is negative or above <see cref="MostLitres"/>.</returns>
    public static bool TryRead(ReadOnlySpan<byte> number, WaterUnit unit, out long litres) => unit switch
    {
        WaterUnit.Litres => TryShift(number, 0, out litres),
        WaterUnit.CubicMetres => TryShift(number, 3, out litres),
        _ => TryGallons(number, out litres),
    };

    private static bool TryShift(ReadOnlySpan<byte> number, int places, out long litres)
    {
        litres = 0;
        bool negative = number[0] == '-';
        int exponentAt = number.IndexOfAny((byte)'e', (byte)'E');
        ReadOnlySpan<byte> digits = number[(negative ? 1 : 0)..(exponentAt < 0 ? number.Length : exponentAt)];
        int exponent = 0;
        if (digits.Length > MostDigits || (exponentAt >= 0 && !TryExponent(number[(exponentAt + 1)..], out exponent)))
        {
            return false;
        }

        int point = digits.IndexOf((byte)'.');
        int whole = (point < 0 ? digits.Length : point) + places + exponent;
        return TryTake(digits, whole, out litres) && !(negative && digits.ContainsAnyInRange((byte)'1', (byte)'9'));
    }

    /// <summary>The first digits as a number; zeros follow where there are fewer.</summary>
    private static bool TryTake(ReadOnlySpan<byte> digits, int wanted, out long litres)
    {
        litres = 0;
        foreach (byte digit in digits)
        {
            if (wanted > 0 && digit != '.')
            {
                litres = (litres * 10) + (digit - '0');
                wanted--;
            }

            if (litres > MostLitres)
            {
                return false;
            }
        }

        for (; wanted > 0 && litres is > 0 and <= MostLitres; wanted--)
        {
            litres *= 10;
        }

        return litres <= MostLitres;
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, out int exponent) =>
        Utf8Parser.TryParse(text[0] == '+' ? text[1..] : text, out exponent, out int read)
        && read == text.Length - (text[0] == '+' ? 1 : 0) && exponent is >= -MostDigits and <= MostDigits;

    private static bool TryGallons(ReadOnlySpan<byte> number, out long litres)
    {
        litres = 0;
        if (number.Length > DecimalDigits
            || !Utf8Parser.TryParse(number, out decimal gallons, out int read) || read != number.Length
            || gallons is < 0 or > MostLitres)
        {
            return false;
        }

        decimal exact = decimal.Truncate(gallons * LitresPerGallon);
        litres = exact <= MostLitres ? (long)exact : 0;
        return exact <= MostLitres;
    }
}
