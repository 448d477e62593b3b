using System.Globalization;

namespace Strangler.AquaCis.StandIn.Books;

/// <summary>01, the contract in 8 digits, the Luhn digit of those 8 (DOMAIN-FACTS, payment references).</summary>
internal static class PaymentReference
{
    /// <summary>The highest contract number that it holds.</summary>
    public const int ContractLimit = 99_999_999;

    private const int Length = 11;

    /// <exception cref="ArgumentOutOfRangeException">The contract has more than 8 digits.</exception>
    public static string Of(int contract)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(contract);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(contract, ContractLimit);
        string digits = contract.ToString("00000000", CultureInfo.InvariantCulture);
        return $"01{digits}{LuhnDigit(digits)}";
    }

    /// <summary>The contract named, or null. Stores pad a reference with zeros or blanks to 18 or 25.</summary>
    public static int? ContractIn(string reference)
    {
        string text = reference.Trim();
        if (text.Length < Length || text.Length > 25 || !text.StartsWith("01", StringComparison.Ordinal)
            || text.AsSpan(Length).ContainsAnyExcept('0')
            || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        string digits = text[2..10];
        return text[10] == LuhnDigit(digits) ? int.Parse(digits, CultureInfo.InvariantCulture) : null;
    }

    private static char LuhnDigit(string digits)
    {
        int sum = 0;
        for (int place = 0; place < digits.Length; place++)
        {
            int digit = digits[^(place + 1)] - '0';
            int weighed = place % 2 == 0 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
