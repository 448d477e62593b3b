using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>One line; quantity and prices are what it says, not what its amount need come from.</summary>
/// <param name="UpTo">Of the price row; null where there is none.</param>
/// <param name="MeterSize">In millimetres; 0 where there is none.</param>
public readonly record struct LegacyBillLine(
    short Concept, short Part, decimal? UpTo, short MeterSize, decimal Quantity, decimal FixedPrice, decimal UnitPrice,
    Money Amount, decimal TaxRate);
