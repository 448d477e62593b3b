namespace Strangler.Core.Rating;

/// <summary>A quantity with its price, before factors.</summary>
internal readonly record struct PricedPart(decimal Quantity, decimal FixedPrice, decimal UnitPrice)
{
    public PricedKind Kind { get; init; }

    /// <summary>Which of the charge's rows, bands or events; 0 where there is one.</summary>
    public int Row { get; init; }

    public decimal? UpTo { get; init; }

    public int MeterSize { get; init; }

    public string? Item { get; init; }

    /// <summary>Pesos, where they are not fixed price + unit price x quantity.</summary>
    public decimal? Pesos { get; init; }

    /// <summary>One of several lines of its charge: a minimum amount is not looked at.</summary>
    public bool Several { get; init; }
}
