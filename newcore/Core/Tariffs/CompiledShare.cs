using Strangler.Core.Rating;

namespace Strangler.Core.Tariffs;

/// <summary>A share of what other concepts of the bill amount to.</summary>
internal sealed class CompiledShare : CompiledPrice
{
    private readonly int[] _slots;
    private readonly decimal _share;
    private readonly long _millionths;
    private readonly bool _exact;

    public CompiledShare(int[] slots, decimal share)
    {
        (_slots, _share) = (slots, share);
        _exact = Scaled.TryScale(share, Scaled.RatePlaces, out _millionths)
            && Math.Abs(_millionths) <= Scaled.HighestRate;
    }

    public override void AddLines(RatingState state, CompiledCharge charge)
    {
        if (charge.Plain && state.Fast && _exact)
        {
            long centavos = 0;
            foreach (int slot in _slots)
            {
                centavos += state.Sums[slot];
            }

            if (Math.Abs(centavos) <= Scaled.HighestAmount)
            {
                ref RatedLine line = ref state.Open(charge);
                line.UnitPrice = _share;
                line.Exact = Scaled.ToDecimal(centavos * _millionths, Scaled.RatePlaces + 2);
                state.Close(ref line, charge, Scaled.ShareOf(centavos, _millionths));
                return;
            }
        }

        decimal pesos = 0;
        foreach (int slot in _slots)
        {
            pesos += state.AmountAt(slot);
        }

        // The others hold their part of the period already: it is not taken again.
        state.AddPriced(charge, new PricedPart(1, 0, _share) { Pesos = pesos * _share, Kind = PricedKind.Derived });
    }
}
