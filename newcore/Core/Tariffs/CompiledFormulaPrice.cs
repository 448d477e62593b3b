using Strangler.Core.Expressions;
using Strangler.Core.Rating;

namespace Strangler.Core.Tariffs;

/// <summary>An amount that an analyst's formula works out; a failing one parks the bill.</summary>
internal sealed class CompiledFormulaPrice(Formula amount) : CompiledPrice
{
    public override void AddLines(RatingState state, CompiledCharge charge)
    {
        FormulaValue value = amount.Root.Evaluate(state);
        if (value.Failed)
        {
            state.Park(RatingProblemCode.FormulaFailed, $"{charge.Rule.Name}: {value.Failure} in {amount.Text}");
            return;
        }

        state.AddPriced(charge, new PricedPart(1, value.Number, 0) { Kind = PricedKind.Formula });
    }
}
