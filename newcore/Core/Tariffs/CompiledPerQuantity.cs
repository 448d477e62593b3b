using Strangler.Core.Rating;

namespace Strangler.Core.Tariffs;

/// <summary>A price for every cubic metre.</summary>
internal sealed class CompiledPerQuantity(decimal unitPrice) : CompiledPrice
{
    public override void AddLines(RatingState state, CompiledCharge charge) =>
        state.AddPriced(charge, new PricedPart(state.QuantityOf(charge), 0, unitPrice) { Kind = PricedKind.Part });

    public override decimal? Of(decimal quantity) => unitPrice * quantity;
}
