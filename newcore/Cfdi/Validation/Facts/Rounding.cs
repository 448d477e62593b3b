using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Validation.Facts;

/// <summary>SAT's ways to round, and the band it lets a product of two rounded numbers lie in.</summary>
internal static class Rounding
{
    /// <summary>So that the upper end of the band itself lies outside.</summary>
    private const decimal Hair = 0.000_000_000_001m;

    /// <summary>The largest number either factor may have before the product of both leaves decimal.</summary>
    private const decimal Largest = 1_000_000_000_000m;

    private static readonly decimal[] Units =
    [
        1m, 0.1m, 0.01m, 0.001m, 0.0001m, 0.00001m, 0.000001m, 0.0000001m, 0.00000001m, 0.000000001m, 0.0000000001m,
    ];

    /// <summary>Half a unit goes away from zero.</summary>
    public static decimal To(decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero);

    public static decimal Half(int decimals) => Units[decimals] / 2;

    public static decimal HalfLess(int decimals) => (Units[decimals] / 2) - Hair;

    public static decimal Down(decimal value, int decimals) => Math.Round(value, decimals, MidpointRounding.ToZero);

    public static decimal Up(decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.ToPositiveInfinity);

    /// <summary>Whether an amount lies where SAT lets quantity by price lie.</summary>
    public static bool IsProduct(Number quantity, Number price, Number amount) => AreSmall(quantity, price)
        && amount.Value >= Down(
            (quantity.Value - Half(quantity.Decimals)) * (price.Value - Half(price.Decimals)), amount.Decimals)
        && amount.Value <= Up(
            (quantity.Value + HalfLess(quantity.Decimals)) * (price.Value + HalfLess(price.Decimals)), amount.Decimals);

    /// <summary>Whether a tax lies where SAT lets base by rate lie.</summary>
    public static bool IsTax(Number taxed, Number rate, Number amount) => AreSmall(taxed, rate)
        && amount.Value >= Down((taxed.Value - Half(taxed.Decimals)) * rate.Value, amount.Decimals)
        && amount.Value <= Up((taxed.Value + HalfLess(taxed.Decimals)) * rate.Value, amount.Decimals);

    /// <summary>Whether an amount is the product, to six decimals, and no other.</summary>
    public static bool IsExactly(Number first, Number second, Number amount) =>
        AreSmall(first, second) && amount.Value == To(first.Value * second.Value, 6);

    private static bool AreSmall(Number first, Number second) =>
        first.Value <= Largest && second.Value <= Largest;
}
