namespace Strangler.Cfdi.Documents;

/// <summary>The taxpayer's number (RFC): its shape is a rule, its check digit a hint.</summary>
public static class TaxpayerId
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";
    private const int PersonLength = 13;

    /// <summary>Three or four letters, a date, two letters or digits, and a digit or A.</summary>
    public static bool HasShape(ReadOnlySpan<char> rfc)
    {
        if (rfc.Length is not (12 or PersonLength))
        {
            return false;
        }

        int letters = rfc.Length - 9;
        foreach (char letter in rfc[..letters])
        {
            if (!char.IsAsciiLetterUpper(letter) && letter is not ('&' or 'Ñ'))
            {
                return false;
            }
        }

        ReadOnlySpan<char> rest = rfc[letters..];
        return !rest[..6].ContainsAnyExceptInRange('0', '9') && IsDay(rest)
            && IsLetterOrDigit(rest[6]) && IsLetterOrDigit(rest[7]) && (char.IsAsciiDigit(rest[8]) || rest[8] == 'A');
    }

    /// <summary>
    /// Whether the last sign is what the others give. The tax authority has issued exceptions: a warning, never a
    /// refusal. False where the shape is wrong.
    /// </summary>
    public static bool HasCheckDigit(ReadOnlySpan<char> rfc)
    {
        if (!HasShape(rfc))
        {
            return false;
        }

        int pad = PersonLength - rfc.Length;
        int sum = pad * Alphabet.IndexOf(' ', StringComparison.Ordinal) * PersonLength;
        for (int at = 0; at < rfc.Length - 1; at++)
        {
            sum += Alphabet.IndexOf(rfc[at], StringComparison.Ordinal) * (PersonLength - at - pad);
        }

        char expected = (11 - (sum % 11)) switch
        {
            11 => '0',
            10 => 'A',
            int digit => (char)('0' + digit),
        };
        return rfc[^1] == expected;
    }

    public static bool IsGeneric(string rfc) => rfc is SatKeys.PublicRfc or SatKeys.ForeignRfc;

    /// <summary>A person has 13 signs, a company 12.</summary>
    public static bool IsPerson(string rfc)
    {
        ArgumentNullException.ThrowIfNull(rfc);
        return rfc.Length == PersonLength;
    }

    private static bool IsDay(ReadOnlySpan<char> digits)
    {
        int month = ((digits[2] - '0') * 10) + digits[3] - '0';
        int day = ((digits[4] - '0') * 10) + digits[5] - '0';
        return month is >= 1 and <= 12 && day is >= 1 and <= 31;
    }

    private static bool IsLetterOrDigit(char one) => char.IsAsciiLetterUpper(one) || char.IsAsciiDigit(one);
}
