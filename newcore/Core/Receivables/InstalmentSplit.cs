using Strangler.Core.Identity;

namespace Strangler.Core.Receivables;

/// <summary>Splits a debt into instalments that add up to it: the first ones bear the odd centavos.</summary>
public static class InstalmentSplit
{
    public const int Most = 60;

    /// <param name="first">The due date of the first; the others a month apart, on its day where the month has
    /// it.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 60 of them, or less than a centavo each.</exception>
    public static IReadOnlyList<Instalment> Of(Money debt, int count, DateOnly first)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most);
        ArgumentOutOfRangeException.ThrowIfLessThan(debt.Centavos, count);
        (long each, long odd) = Math.DivRem(debt.Centavos, count);
        return
        [
            .. Enumerable.Range(0, count).Select(at => new Instalment(
                at + 1, first.AddMonths(at), new Money(each + (at < odd ? 1 : 0)))),
        ];
    }
}
