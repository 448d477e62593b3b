using Strangler.Core.Rating;

namespace Strangler.Core.Tariffs;

/// <summary>
/// A validated plan version made ready for rating: prices in arrays, formulas as trees of typed nodes. Immutable,
/// used by any number of threads.
/// </summary>
public sealed class CompiledPlan
{
    internal CompiledPlan(TariffPlan plan, CompiledCharge[] charges, CompiledModifier[] modifiers, int[] concepts)
    {
        (Plan, Charges, Modifiers, Concepts) = (plan, charges, modifiers, concepts);
        NeedsUsage = plan.Charges.Any(charge => charge.Price is PriceMethod.TimeOfDay);
        LineCentavos = plan.Rounding.Line;
        StepCentavos = Scaled.TryScale(plan.Rounding.BillStep, 2, out long step) ? step : 0;
    }

    public TariffPlan Plan { get; }

    /// <summary>It prices water by the time of day: a bill without <c>RatingFacts.Usage</c> would lack it.</summary>
    public bool NeedsUsage { get; }

    internal CompiledCharge[] Charges { get; }

    internal CompiledModifier[] Modifiers { get; }

    /// <summary>The concepts of the charges; a charge knows its place here.</summary>
    internal int[] Concepts { get; }

    internal bool LineCentavos { get; }

    /// <summary>0 where the step is no whole number of centavos.</summary>
    internal long StepCentavos { get; }

    internal bool HasModifiers => Modifiers.Length > 0;

    /// <summary>
    /// The unrounded price, for one unit served, of a concept's first table or blocks; null without one.
    /// </summary>
    public decimal? PriceOf(int concept, decimal quantity)
    {
        foreach (CompiledCharge charge in Charges)
        {
            if (charge.Rule.Concept == concept && charge.Price.Of(quantity) is { } price)
            {
                return price;
            }
        }

        return null;
    }
}
