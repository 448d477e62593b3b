namespace Strangler.Cfdi.Documents;

/// <summary>
/// The one place where fiscal amounts are rounded, always half away from zero. A decimal keeps its number of decimals,
/// and that is how it is written: 16.00 is another text than 16.
/// </summary>
public static class Amounts
{
    /// <summary>Divided by it, a decimal loses the zeros at its end.</summary>
    private const decimal WithoutZeros = 1.0000000000000000000000000000m;

    /// <summary>Of lines and their taxes, rates and parts of payments: exactly six decimals.</summary>
    public static decimal Six(decimal value) =>
        decimal.Round(value, 6, MidpointRounding.AwayFromZero) + 0.000000m;

    /// <summary>Of summaries in pesos: exactly two decimals.</summary>
    public static decimal Two(decimal value) => decimal.Round(value, 2, MidpointRounding.AwayFromZero) + 0.00m;

    /// <summary>Of quantities and prices: as many decimals as it needs, six at most.</summary>
    public static decimal Short(decimal value) =>
        decimal.Round(value, 6, MidpointRounding.AwayFromZero) / WithoutZeros;

    /// <summary>How many decimals it is written with.</summary>
    public static int Decimals(decimal value) => value.Scale;
}
