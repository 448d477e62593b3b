using Strangler.Core.Rating;

namespace Strangler.Core.Tariffs;

/// <summary>The same amount whatever the quantity.</summary>
internal sealed class CompiledFlat(decimal amount) : CompiledPrice
{
    public override void AddLines(RatingState state, CompiledCharge charge) =>
        state.AddPriced(charge, new PricedPart(1, amount, 0));
}
