using Strangler.Core.Rating;

namespace Strangler.Core.Tariffs;

/// <summary>One row, chosen by the whole quantity.</summary>
internal sealed class CompiledTable(PriceRow[] rows) : CompiledPrice
{
    private readonly PriceLadder _ladder = new(rows);

    public override void AddLines(RatingState state, CompiledCharge charge)
    {
        if (charge.Plain && state.Fast && _ladder.Exact)
        {
            AddScaled(state, charge);
            return;
        }

        decimal quantity = state.WholeQuantityOf(charge);
        int at = _ladder.RowOf(quantity);
        PriceRow row = _ladder[at];
        state.AddPriced(charge, new PricedPart(quantity, row.FixedPrice, row.UnitPrice) { Row = at, UpTo = row.UpTo });
    }

    public override decimal? Of(decimal quantity)
    {
        PriceRow row = _ladder[_ladder.RowOf(quantity)];
        return row.FixedPrice + (row.UnitPrice * quantity);
    }

    private void AddScaled(RatingState state, CompiledCharge charge)
    {
        bool perUnit = charge.Rule.PerUnit;
        long quantity = perUnit ? state.WholePerUnit : state.Whole;
        int at = _ladder.RowOf(quantity);
        PriceRow row = _ladder[at];
        ref RatedLine line = ref state.Open(charge, at, row);
        line.Quantity = quantity;
        long price = _ladder.FixedPrice(at) + (_ladder.UnitPrice(at) * quantity);
        if (perUnit && state.Units != 1)
        {
            price *= state.Units;
            line.Factor = state.Units;
        }

        line.Exact = Scaled.ToDecimal(price, Scaled.PricePlaces);
        state.Close(ref line, charge, Scaled.PriceToCentavos(price));
    }
}
