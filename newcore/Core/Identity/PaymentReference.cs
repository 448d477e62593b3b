using System.Globalization;

namespace Strangler.Core.Identity;

/// <summary>
/// What a customer pays against: <c>01</c>, the contract in eight digits, and the Luhn digit of those eight.
/// Collectors pad it with zeros on the right.
/// </summary>
public static class PaymentReference
{
    private const int Length = 11;
    private const int LongestPadded = 25;

    public static string Of(ContractNumber contract)
    {
        string digits = contract.Value.ToString("D8", CultureInfo.InvariantCulture);
        return $"01{digits}{Luhn(digits)}";
    }

    /// <summary>
    /// What tills read: at most 46 digits, of reference, centavos in ten, last day to pay. Legacy's form was never
    /// recorded; this is the stand-in's.
    /// </summary>
    public static string BarCode(ContractNumber contract, Money amount, DateOnly lastDay) => string.Create(
        CultureInfo.InvariantCulture, $"9050{Of(contract)}{amount.Centavos:0000000000}{lastDay:yyMMdd}");

    /// <summary>The contract a reference names; false where it is none of ours or its check digit is wrong.</summary>
    public static bool TryRead(string? text, out ContractNumber contract)
    {
        contract = default;
        string trimmed = text?.Trim() ?? "";
        if (trimmed.Length is < Length or > LongestPadded || !trimmed.All(char.IsAsciiDigit)
            || !trimmed.StartsWith("01", StringComparison.Ordinal) || trimmed.AsSpan(Length).ContainsAnyExcept('0'))
        {
            return false;
        }

        string digits = trimmed[2..10];
        contract = new ContractNumber(int.Parse(digits, CultureInfo.InvariantCulture));
        return trimmed[10] == Luhn(digits);
    }

    private static char Luhn(string digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[digits.Length - 1 - i] - '0';
            int counted = i % 2 == 0 ? digit * 2 : digit;
            sum += counted > 9 ? counted - 9 : counted;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
