namespace Strangler.Core.Payments.References;

/// <summary>Check digits over digits: 97 by ISO 7064, which finds every single slip and swap.</summary>
internal static class CheckDigits
{
    private const int Modulus = 97;

    /// <summary>Two digits that make the whole number 1 modulo 97.</summary>
    public static string Of(ReadOnlySpan<char> digits)
    {
        int check = Modulus + 1 - (Remainder(digits) * 100 % Modulus);
        return check.ToString("D2", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <param name="digits">With the check digits at the end.</param>
    public static bool AreRight(ReadOnlySpan<char> digits) => Remainder(digits) == 1;

    private static int Remainder(ReadOnlySpan<char> digits)
    {
        int rest = 0;
        foreach (char digit in digits)
        {
            rest = ((rest * 10) + digit - '0') % Modulus;
        }

        return rest;
    }
}
