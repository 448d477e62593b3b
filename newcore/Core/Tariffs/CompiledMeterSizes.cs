using System.Collections.Frozen;
using System.Globalization;
using Strangler.Core.Rating;

namespace Strangler.Core.Tariffs;

/// <summary>A price by nominal diameter; a size without a price parks the bill.</summary>
internal sealed class CompiledMeterSizes(IReadOnlyDictionary<int, PriceRow> prices) : CompiledPrice
{
    private readonly FrozenDictionary<int, PriceRow> _prices = prices.ToFrozenDictionary();

    public override void AddLines(RatingState state, CompiledCharge charge)
    {
        if (!_prices.TryGetValue(state.MeterSize, out PriceRow? row))
        {
            state.Park(
                RatingProblemCode.NoPriceForMeterSize,
                string.Create(CultureInfo.InvariantCulture, $"{charge.Rule.Name}: {state.MeterSize} mm"));
            return;
        }

        decimal quantity = row.UnitPrice == 0 ? 1 : state.QuantityOf(charge);
        state.AddPriced(charge, new PricedPart(quantity, row.FixedPrice, row.UnitPrice)
        {
            MeterSize = state.MeterSize,
            Kind = row.UnitPrice == 0 ? PricedKind.Whole : PricedKind.Part,
        });
    }
}
