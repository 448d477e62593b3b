using Strangler.Core.Expressions;

namespace Strangler.Core.Tariffs;

/// <summary>How an amount comes from a quantity. Prices are decimals as published, up to five places.</summary>
public abstract record PriceMethod
{
    private PriceMethod()
    {
    }

    /// <summary>One row chosen by the whole quantity: fixed + unit price x the whole quantity.</summary>
    /// <param name="Rows">Ascending by UpTo, the last quantity a row covers; the last row has none.</param>
    public sealed record Table(IReadOnlyList<PriceRow> Rows) : PriceMethod;

    /// <summary>Marginal blocks: each part of the quantity at its own price.</summary>
    /// <param name="Rows">Ascending; a row's fixed price is charged for the block reached where FixedOfReached.</param>
    public sealed record Blocks(IReadOnlyList<PriceRow> Rows, BlockPolicy Policy = BlockPolicy.AllTiers) : PriceMethod
    {
        /// <summary>Block limits are for a whole year, and scale with days in service / 365, rounded.</summary>
        public bool AnnualLimits { get; init; }
    }

    public sealed record Flat(decimal Amount) : PriceMethod;

    /// <summary>A price for every cubic metre (or kilowatt hour...).</summary>
    public sealed record PerQuantity(decimal UnitPrice) : PriceMethod;

    /// <summary>A share of what other concepts of this bill amount to.</summary>
    public sealed record PercentageOf(IReadOnlyList<int> Concepts, decimal Share) : PriceMethod;

    /// <summary>By nominal diameter in millimetres.</summary>
    public sealed record ByMeterSize(IReadOnlyDictionary<int, PriceRow> Prices) : PriceMethod;

    public sealed record ByFormula(Formula Amount) : PriceMethod;

    /// <summary>A price per event of a code: connection, reconnection, penalty. One line per event.</summary>
    public sealed record PerEvent(IReadOnlyDictionary<string, decimal> Prices) : PriceMethod;

    /// <summary>
    /// Quantities by hour of day (America/Mexico_City): bands that cover the day without gap or overlap.
    /// </summary>
    public sealed record TimeOfDay(IReadOnlyList<PriceBand> Bands) : PriceMethod;

    /// <summary>Items priced by their category, without a list of items.</summary>
    public sealed record ByCategory(IReadOnlyDictionary<string, decimal> UnitPrices) : PriceMethod;
}
