using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.ParallelRun.Bench.Rating;

/// <summary>
/// The rules of a bill written down plainly, with decimals and lists: what the engine is measured against, and what its
/// amounts must equal. It knows tables, blocks, flat prices, prices by quantity, shares, meter sizes and formulas,
/// for a whole period without seasons or events.
/// </summary>
internal static class DecimalReference
{
    public static ReferenceBill Rate(TariffPlan plan, RatingFacts facts)
    {
        List<ReferenceLine> lines = [];
        ReferenceScope scope = new(plan, facts, lines);
        foreach (Charge charge in plan.Charges)
        {
            if (charge.When is null || charge.When.Evaluate(scope).Truth)
            {
                AddLines(plan, facts, charge, scope, lines);
            }
        }

        decimal tax = 0;
        foreach (ReferenceLine line in lines)
        {
            tax += line.Tax;
        }

        decimal gross = lines.Sum(line => line.Amount) + tax;
        decimal due = gross + (plan.Rounding.CarryRemainder ? facts.Carried : 0);
        decimal total = Round(due / plan.Rounding.BillStep, 0) * plan.Rounding.BillStep;
        if (total != gross)
        {
            lines.Add(new ReferenceLine(99, 1, 1, 0, 0, total - gross, 0, 0));
        }

        return new ReferenceBill(lines, tax, total, plan.Rounding.CarryRemainder ? due - total : 0);
    }

    private static void AddLines(
        TariffPlan plan, RatingFacts facts, Charge charge, ReferenceScope scope, List<ReferenceLine> lines)
    {
        decimal quantity = charge.PerUnit ? scope.PerUnit : facts.Quantity;
        decimal factor = charge.PerUnit ? facts.Units : 1;
        if (charge.Proration == Proration.DaysOfThirty)
        {
            factor *= Round(facts.Days / 30m, 3);
        }

        switch (charge.Price)
        {
            case PriceMethod.Table table:
                PriceRow row = table.Rows.First(
                    row => row.UpTo is null || quantity <= row.UpTo || row == table.Rows[^1]);
                Add(quantity, row.FixedPrice, row.UnitPrice, factor);
                break;
            case PriceMethod.Blocks blocks:
                decimal low = 0;
                foreach (PriceRow block in blocks.Rows)
                {
                    decimal part = Math.Min(quantity, block == blocks.Rows[^1] ? quantity : block.UpTo!.Value) - low;
                    if (part > 0 || (low == 0 && block.FixedPrice != 0 && block == blocks.Rows[0]))
                    {
                        Add(part, block.FixedPrice, block.UnitPrice, factor);
                        low += part;
                    }
                }

                break;
            case PriceMethod.Flat flat:
                Add(1, flat.Amount, 0, factor);
                break;
            case PriceMethod.PerQuantity each:
                Add(quantity, 0, each.UnitPrice, factor);
                break;
            case PriceMethod.PercentageOf share:
                Add(1, 0, share.Share, lines
                    .Where(line => share.Concepts.Contains(line.Concept)).Sum(line => line.Amount));
                break;
            case PriceMethod.ByMeterSize sizes:
                Add(1, sizes.Prices[facts.MeterSize].FixedPrice, 0, factor);
                break;
            case PriceMethod.ByFormula formula:
                Add(1, formula.Amount.Evaluate(scope).Number, 0, 1);
                break;
            default:
                throw new NotSupportedException(charge.Price.GetType().Name);
        }

        void Add(decimal count, decimal fixedPrice, decimal unitPrice, decimal times)
        {
            decimal amount = Round((fixedPrice + (unitPrice * count)) * times, 2);
            decimal rate = charge.Tax == TaxTiming.None ? 0 : RateOf(plan, charge.Concept, facts.PeriodEnd);
            lines.Add(new ReferenceLine(
                charge.Concept, charge.Part, count, fixedPrice, unitPrice, amount, rate, Round(amount * rate, 2)));
        }
    }

    private static decimal RateOf(TariffPlan plan, int concept, DateOnly day) => plan.Taxes
        .Where(rule => (rule.Use is null || rule.Use == plan.Use) && (rule.Concept is null || rule.Concept == concept)
            && rule.From <= day && (rule.To is null || rule.To >= day))
        .OrderByDescending(rule => (rule.Concept is null ? 0 : 2) + (rule.Use is null ? 0 : 1))
        .Select(rule => rule.Rate).FirstOrDefault();

    private static decimal Round(decimal value, int places) =>
        decimal.Round(value, places, MidpointRounding.AwayFromZero);
}
