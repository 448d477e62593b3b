namespace Strangler.Core.Tariffs;

/// <param name="UpTo">The last quantity it covers; null: no end.</param>
public sealed record PriceRow(decimal? UpTo, decimal FixedPrice, decimal UnitPrice);
