using Strangler.Core.Identity;
using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>
/// Step eight: discounts, a minimum commitment, a spending cap; each its own line, shared out for the tax.
/// </summary>
internal sealed partial class RatingState
{
    private void Modify()
    {
        foreach (CompiledModifier modifier in Plan.Modifiers)
        {
            if (!modifier.ExistsOn(Facts.PeriodEnd) || (modifier.When is { } condition && !condition.Holds(this)))
            {
                continue;
            }

            decimal counted = Counted(modifier);
            decimal exact = Of(modifier.Rule, counted);
            if (exact != 0)
            {
                Add(modifier, exact);
            }
        }
    }

    private static decimal Of(BillModifier rule, decimal counted) => rule.Kind switch
    {
        ModifierKind.Percentage => counted * rule.Value,
        ModifierKind.Fixed => rule.Value < 0 ? -Math.Min(-rule.Value, Math.Max(counted, 0)) : rule.Value,
        ModifierKind.MinimumCommitment => Math.Max(rule.Value - counted, 0),
        _ => Math.Min(rule.Value - counted, 0),
    };

    private decimal Counted(CompiledModifier modifier)
    {
        decimal sum = 0;
        foreach (ref readonly RatedLine line in Bill.Lines)
        {
            sum += modifier.Counts(line.Concept) ? line.Value(Plan.LineCentavos) : 0;
        }

        return sum;
    }

    private void Add(CompiledModifier modifier, decimal exact)
    {
        Money amount = Money.FromPesos(exact);
        bool shared = ShareOut(modifier, Plan.LineCentavos ? amount.Pesos : exact);
        ref RatedLine line = ref Bill.Add();
        line.Plan = Plan.Plan;
        line.Modifier = modifier.Rule;
        (line.Concept, line.Part, line.Quantity) = (modifier.Rule.Concept, modifier.Rule.Part, 1);
        bool percentage = modifier.Rule.Kind == ModifierKind.Percentage;
        line.FixedPrice = percentage ? 0 : exact;
        line.UnitPrice = percentage ? modifier.Rule.Value : 0;
        (line.Exact, line.Amount) = (exact, amount);
        if (!shared)
        {
            ref readonly CompiledTax tax = ref CompiledTax.On(modifier.Taxes, Facts.PeriodEnd.DayNumber);
            (line.TaxRate, line.TaxMillionths, line.TaxBase) = (tax.Rate, tax.Millionths, amount);
        }
    }

    /// <summary>
    /// Over the counted charges by what they stand at; false where that is nothing, and the line is taxed itself.
    /// </summary>
    private bool ShareOut(CompiledModifier modifier, decimal pesos)
    {
        decimal all = 0;
        foreach (ref readonly RatedLine line in Bill.Lines)
        {
            all += IsShared(modifier, in line) ? line.Value(Plan.LineCentavos) + line.Allocated : 0;
        }

        if (all == 0)
        {
            return false;
        }

        decimal reached = 0;
        decimal given = 0;
        foreach (ref RatedLine line in Bill.Changeable)
        {
            if (IsShared(modifier, in line))
            {
                reached += line.Value(Plan.LineCentavos) + line.Allocated;
                decimal due = pesos * reached / all;
                due = Plan.LineCentavos ? Money.FromPesos(due).Pesos : due;
                line.Allocated += due - given;
                given = due;
            }
        }

        return true;
    }

    private static bool IsShared(CompiledModifier modifier, in RatedLine line) =>
        line.Modifier is null && !line.Informational && modifier.Counts(line.Concept);
}
