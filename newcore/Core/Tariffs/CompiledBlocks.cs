using Strangler.Core.Rating;

namespace Strangler.Core.Tariffs;

/// <summary>Marginal blocks: a line for each that is reached.</summary>
internal sealed class CompiledBlocks(PriceRow[] rows, PriceMethod.Blocks method) : CompiledPrice
{
    private const decimal DaysOfYear = 365;

    private readonly PriceLadder _ladder = new(rows);

    public override void AddLines(RatingState state, CompiledCharge charge)
    {
        if (method is { Policy: BlockPolicy.AllTiers, AnnualLimits: false } && charge.Plain && state.Fast && _ladder.Exact)
        {
            AddScaled(state, charge);
            return;
        }

        int first = state.Bill.LineCount;
        decimal quantity = state.QuantityOf(charge);
        if (method.Policy == BlockPolicy.TopTier)
        {
            AddPart(state, charge, Reached(state, quantity), 0, quantity);
        }
        else
        {
            AddAll(state, charge, quantity);
        }

        state.TopUp(charge, first);
    }

    public override decimal? Of(decimal quantity)
    {
        decimal price = 0;
        decimal low = 0;
        int reached = _ladder.RowOf(quantity);
        if (method.Policy == BlockPolicy.TopTier)
        {
            return _ladder[reached].FixedPrice + (_ladder[reached].UnitPrice * quantity);
        }

        for (int at = 0; at <= reached; at++)
        {
            decimal high = Math.Min(quantity, _ladder[at].UpTo ?? quantity);
            price += ((high - low) * _ladder[at].UnitPrice)
                + (method.Policy == BlockPolicy.AllTiers || at == reached ? _ladder[at].FixedPrice : 0);
            low = high;
        }

        return price;
    }

    private void AddScaled(RatingState state, CompiledCharge charge)
    {
        long units = charge.Rule.PerUnit ? state.Units : 1;
        long quantity = charge.Rule.PerUnit ? state.WholePerUnit : state.Whole;
        long low = 0;
        for (int at = 0; at < _ladder.Count; at++)
        {
            long part = Math.Min(quantity, _ladder.LimitOf(at)) - low;
            if (part <= 0 && (at > 0 || _ladder.FixedPrice(0) == 0))
            {
                return;
            }

            ref RatedLine line = ref state.Open(charge, at, _ladder[at]);
            line.Quantity = part;
            line.Factor = units;
            long price = (_ladder.FixedPrice(at) + (_ladder.UnitPrice(at) * part)) * units;
            line.Exact = Scaled.ToDecimal(price, Scaled.PricePlaces);
            state.Close(ref line, charge, Scaled.PriceToCentavos(price));
            low += part;
        }
    }

    private void AddAll(RatingState state, CompiledCharge charge, decimal quantity)
    {
        int reached = Reached(state, quantity);
        decimal low = 0;
        for (int at = 0; at <= reached; at++)
        {
            decimal part = Math.Min(quantity, LimitOf(state, at)) - low;
            decimal fixedPrice = method.Policy == BlockPolicy.AllTiers || at == reached ? _ladder[at].FixedPrice : 0;
            if (part > 0 || fixedPrice != 0)
            {
                AddPart(state, charge, at, fixedPrice, part);
            }

            low += part;
        }
    }

    private void AddPart(RatingState state, CompiledCharge charge, int at, decimal fixedPrice, decimal part)
    {
        PriceRow row = _ladder[at];
        decimal price = method.Policy == BlockPolicy.TopTier ? row.FixedPrice : fixedPrice;
        state.AddPriced(
            charge, new PricedPart(part, price, row.UnitPrice)
            {
                Row = at,
                UpTo = row.UpTo,
                Kind = PricedKind.Part,
                Several = true,
            });
    }

    private int Reached(RatingState state, decimal quantity)
    {
        int row = 0;
        while (row < _ladder.Count - 1 && quantity > LimitOf(state, row))
        {
            row++;
        }

        return row;
    }

    private decimal LimitOf(RatingState state, int row)
    {
        if (_ladder[row].UpTo is not { } limit || row == _ladder.Count - 1)
        {
            return decimal.MaxValue;
        }

        decimal scaled = method.AnnualLimits
            ? decimal.Round(limit * state.Facts.Days / DaysOfYear, 0, MidpointRounding.AwayFromZero) : limit;
        return state.Split ? scaled * (state.ShareTo - state.ShareFrom) / state.ShareOf : scaled;
    }
}
