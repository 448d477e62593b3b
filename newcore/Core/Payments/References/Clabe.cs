namespace Strangler.Core.Payments.References;

/// <summary>A bank account in Mexico: bank in three digits, place in three, account in eleven, check digit.</summary>
public readonly record struct Clabe
{
    public const int Length = 18;

    private static readonly int[] Weights = [3, 7, 1];

    private Clabe(string digits) => Digits = digits;

    /// <summary>All 18; empty of a default value only.</summary>
    public string Digits { get; }

    public string Bank => Digits[..3];

    public string Place => Digits[3..6];

    public string Account => Digits[6..17];

    /// <param name="account">17 digits: bank, place, account.</param>
    /// <exception cref="ArgumentException">They are not 17 digits.</exception>
    public static Clabe Of(string account) => account.Length == Length - 1 && account.All(char.IsAsciiDigit)
        ? new Clabe(account + CheckDigitOf(account))
        : throw new ArgumentException("Bank, place and account are 17 digits.", nameof(account));

    /// <returns>What is wrong with the text; null: nothing.</returns>
    public static ClabeFault? TryRead(string? text, out Clabe clabe)
    {
        clabe = default;
        if (text is not { Length: Length })
        {
            return ClabeFault.WrongLength;
        }

        if (!text.All(char.IsAsciiDigit))
        {
            return ClabeFault.NotDigits;
        }

        if (CheckDigitOf(text) != text[^1])
        {
            return ClabeFault.WrongCheckDigit;
        }

        clabe = new Clabe(text);
        return null;
    }

    public override string ToString() => Digits;

    private static char CheckDigitOf(string digits)
    {
        int sum = 0;
        for (int at = 0; at < Length - 1; at++)
        {
            sum += (digits[at] - '0') * Weights[at % Weights.Length] % 10;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
