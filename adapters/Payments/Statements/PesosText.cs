using Strangler.Core.Identity;

namespace Strangler.Payments.Statements;

/// <summary>Amounts in files: <c>-1234.5</c>; no separators of thousands, no parts of a centavo.</summary>
internal static class PesosText
{
    /// <summary>Digits before the point.</summary>
    private const int Longest = 12;

    public static bool TryRead(ReadOnlySpan<char> text, out Money amount)
    {
        amount = default;
        bool below = text.StartsWith('-');
        ReadOnlySpan<char> digits = below ? text[1..] : text;
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<char> part = point < 0 ? "" : digits[(point + 1)..];
        if (whole.Length is 0 or > Longest || part.Length > 2 || (point >= 0 && part.Length == 0))
        {
            return false;
        }

        long centavos = 0;
        for (int at = 0; at < whole.Length + 2; at++)
        {
            char digit = at < whole.Length ? whole[at]
                : at - whole.Length < part.Length ? part[at - whole.Length] : '0';
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            centavos = (centavos * 10) + (digit - '0');
        }

        amount = new Money(below ? -centavos : centavos);
        return true;
    }
}
