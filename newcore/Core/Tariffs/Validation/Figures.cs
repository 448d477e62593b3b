using System.Globalization;

namespace Strangler.Core.Tariffs.Validation;

/// <summary>What a price may be: beyond it somebody has slipped.</summary>
internal static class Figures
{
    public const int PricePlaces = 5;
    public const int SharePlaces = 6;

    /// <summary>Pesos for one cubic metre or event.</summary>
    public const decimal HighestUnitPrice = 100_000;

    /// <summary>Pesos at once.</summary>
    public const decimal HighestAmount = 10_000_000;

    /// <summary>Twice the concepts it is a share of.</summary>
    public const decimal HighestShare = 2;

    public static void Price(decimal price, decimal highest, string path, PlanFindings found)
    {
        found.AddUnless(price >= 0, path, $"A price cannot be negative: {Shown(price)}.");
        Amount(price, highest, path, found);
    }

    /// <summary>May be negative: a subsidy.</summary>
    public static void Amount(decimal amount, decimal highest, string path, PlanFindings found)
    {
        found.AddUnless(Math.Abs(amount) <= highest, path,
            $"{Shown(amount)} pesos are absurd: at most {Shown(highest)}.");
        Places(amount, PricePlaces, path, found);
    }

    public static void Share(decimal share, decimal highest, string path, PlanFindings found)
    {
        found.AddUnless(Math.Abs(share) <= highest, path, $"{Shown(share)} is no share: 10 % is written 0.10.");
        Places(share, SharePlaces, path, found);
    }

    public static string Shown(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    private static void Places(decimal number, int most, string path, PlanFindings found) => found.AddUnless(
        decimal.Round(number, most) == number, path, $"{Shown(number)} has more than {most} decimals.");
}
