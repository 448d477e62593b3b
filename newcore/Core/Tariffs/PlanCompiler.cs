using Strangler.Core.Expressions;

namespace Strangler.Core.Tariffs;

/// <summary>Makes a plan ready for rating. It trusts the plan: what is not valid was refused before.</summary>
public static class PlanCompiler
{
    /// <exception cref="ArgumentException">A price without rows: the plan was never validated.</exception>
    public static CompiledPlan Compile(TariffPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        int[] concepts = [.. plan.Charges.Select(charge => charge.Concept).Distinct()];
        return new CompiledPlan(
            plan,
            [.. plan.Charges.Select(charge => Compile(plan, charge, concepts))],
            [.. plan.Modifiers.Select(modifier => new CompiledModifier(
                modifier, CompiledCondition.Of(modifier.When, plan), CompiledTax.Steps(plan, modifier.Concept)))],
            concepts);
    }

    private static CompiledCharge Compile(TariffPlan plan, Charge charge, int[] concepts) => new()
    {
        Rule = charge,
        Price = Compile(charge, concepts),
        When = CompiledCondition.Of(charge.When, plan),
        Taxes = CompiledTax.Steps(plan, charge.Concept),
        Slot = Array.IndexOf(concepts, charge.Concept),
        From = charge.From?.DayNumber ?? int.MinValue,
        To = charge.To?.DayNumber ?? int.MaxValue,
        Plain = CompiledCharge.IsPlain(charge),
    };

    private static CompiledPrice Compile(Charge charge, int[] concepts) => charge.Price switch
    {
        PriceMethod.Table table => new CompiledTable(NotEmpty(table.Rows, charge)),
        PriceMethod.Blocks blocks => new CompiledBlocks(NotEmpty(blocks.Rows, charge), blocks),
        PriceMethod.Flat flat => new CompiledFlat(flat.Amount),
        PriceMethod.PerQuantity each => new CompiledPerQuantity(each.UnitPrice),
        PriceMethod.PercentageOf share => new CompiledShare(
            [.. share.Concepts.Select(concept => Array.IndexOf(concepts, concept)).Where(slot => slot >= 0)],
            share.Share),
        PriceMethod.ByMeterSize sizes => new CompiledMeterSizes(sizes.Prices),
        PriceMethod.ByFormula formula => new CompiledFormulaPrice(formula.Amount),
        PriceMethod.PerEvent events => new CompiledEvents(events.Prices),
        PriceMethod.TimeOfDay day => new CompiledBands(day.Bands),
        PriceMethod.ByCategory categories => new CompiledCategories(categories.UnitPrices),
        _ => throw new ArgumentException($"No rule for {charge.Price.GetType().Name}.", nameof(charge)),
    };

    private static PriceRow[] NotEmpty(IReadOnlyList<PriceRow> rows, Charge charge) => rows.Count > 0
        ? [.. rows] : throw new ArgumentException($"The charge {charge.Name} has no price rows.", nameof(charge));
}
