using System.Globalization;
using Strangler.Core.Identity;

namespace Strangler.Core.Payments.References;

/// <summary>
/// What one document is paid against: number, amount and last day in 29 digits, as a store's bar code carries them.
/// <c>02</c>, number in ten, centavos in nine, day in six, two check digits. The number comes from a sequence and is
/// never given twice; it says nothing of the contract.
/// </summary>
public sealed record DocumentReference
{
    public const int Length = 29;
    public const long MostNumber = 9_999_999_999;

    /// <summary>A centavo less than ten million pesos.</summary>
    public static readonly Money MostAmount = new(999_999_999);

    private const string Kind = "02";
    private const int NumberAt = 2;
    private const int AmountAt = 12;
    private const int DayAt = 21;
    private const int CheckAt = 27;
    private const int Century = 2000;

    private DocumentReference(long number, Money amount, DateOnly lastDay)
    {
        (Number, Amount, LastDay) = (number, amount, lastDay);
        string digits = string.Create(
            CultureInfo.InvariantCulture,
            $"{Kind}{NumberScramble.Hide(number):D10}{amount.Centavos:D9}{lastDay:yyMMdd}");
        Text = digits + CheckDigits.Of(digits);
    }

    /// <summary>Of the sequence, 1 to <see cref="MostNumber"/>.</summary>
    public long Number { get; }

    public Money Amount { get; }

    /// <summary>It may be paid on this day, not after it.</summary>
    public DateOnly LastDay { get; }

    /// <summary>29 digits: fits where a till takes 30.</summary>
    public string Text { get; }

    /// <exception cref="ArgumentOutOfRangeException">A part does not fit: a bug of whoever issues.</exception>
    public static DocumentReference Issue(long number, Money amount, DateOnly lastDay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, MostNumber);
        ArgumentOutOfRangeException.ThrowIfLessThan(amount.Centavos, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, MostAmount);
        ArgumentOutOfRangeException.ThrowIfLessThan(lastDay.Year, Century);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lastDay.Year, Century + 99);
        return new DocumentReference(number, amount, lastDay);
    }

    /// <summary>What a collector sent back; zeros that pad it on the right do not matter.</summary>
    public static ReferenceReading Read(string? text)
    {
        string digits = text?.Trim() ?? "";
        if (digits.Length < Length || digits.AsSpan(Length).ContainsAnyExcept('0'))
        {
            return new ReferenceReading(null, ReferenceFindings.WrongLength);
        }

        digits = digits[..Length];
        if (digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return new ReferenceReading(null, ReferenceFindings.NotDigits);
        }

        if (!digits.StartsWith(Kind, StringComparison.Ordinal) || Parts(digits) is not { } reference)
        {
            return new ReferenceReading(null, ReferenceFindings.NotOurs);
        }

        return new ReferenceReading(
            reference, CheckDigits.AreRight(digits) ? ReferenceFindings.None : ReferenceFindings.WrongCheckDigits);
    }

    public override string ToString() => Text;

    private static DocumentReference? Parts(string digits)
    {
        long number = NumberScramble.Show(long.Parse(digits.AsSpan(NumberAt, 10), CultureInfo.InvariantCulture));
        long centavos = long.Parse(digits.AsSpan(AmountAt, 9), CultureInfo.InvariantCulture);
        int year = Century + int.Parse(digits.AsSpan(DayAt, 2), CultureInfo.InvariantCulture);
        int month = int.Parse(digits.AsSpan(DayAt + 2, 2), CultureInfo.InvariantCulture);
        int day = int.Parse(digits.AsSpan(DayAt + 4, CheckAt - DayAt - 4), CultureInfo.InvariantCulture);
        return number > 0 && centavos > 0 && month is >= 1 and <= 12
            && day >= 1 && day <= DateTime.DaysInMonth(year, month)
                ? new DocumentReference(number, new Money(centavos), new DateOnly(year, month, day))
                : null;
    }
}
