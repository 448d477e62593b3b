using Strangler.Core.Expressions;

namespace Strangler.Core.Tariffs.Validation;

/// <summary>Every taxed charge has a rate on every day of the plan, and no day has two of the same standing.</summary>
internal static class TaxChecks
{
    public static void Check(TariffPlan plan, PlanFindings found)
    {
        for (int i = 0; i < plan.Taxes.Count; i++)
        {
            Rule(plan, i, found);
        }

        foreach (Charge charge in plan.Charges
            .Where(charge => charge.Tax is not TaxTiming.None && !charge.Informational && !charge.Obsolete)
            .DistinctBy(charge => charge.Concept))
        {
            DateOnly? bare = Days.FirstUncovered(
                plan.EffectiveFrom, plan.EffectiveTo,
                plan.Taxes.Where(rule => (rule.Use ?? plan.Use) == plan.Use
                    && (rule.Concept ?? charge.Concept) == charge.Concept).Select(rule => (rule.From, rule.To)));
            found.AddUnless(bare is null, "taxes",
                $"There is a gap: concept {charge.Concept} has no tax rate on {Days.Shown(bare ?? default)}.");
        }
    }

    private static void Rule(TariffPlan plan, int index, PlanFindings found)
    {
        TaxRule rule = plan.Taxes[index];
        string path = $"taxes[{index}]";
        found.AddUnless(rule.Tax.Length is > 0 and <= 20, $"{path}.tax", "A tax has a name of 1 to 20 characters.");
        found.AddUnless(rule.Rate is >= 0 and < 1, $"{path}.rate",
            $"{Figures.Shown(rule.Rate)} is no rate: 16 % is written 0.16.");
        Days.Order(rule.From, rule.To, $"{path}.to", found);
        found.AddUnless(rule.Use is null || FormulaNames.Uses.Contains(rule.Use), $"{path}.use",
            $"There is no use {rule.Use}.{NearestName.Hint(rule.Use ?? "", FormulaNames.Uses)}");
        found.AddUnless(rule.Concept is null || plan.Charges.Any(charge => charge.Concept == rule.Concept)
            || plan.Modifiers.Any(modifier => modifier.Concept == rule.Concept), $"{path}.concept",
            $"The plan has no concept {rule.Concept}.");
        TaxRule? other = plan.Taxes.Take(index).FirstOrDefault(earlier =>
            (earlier.Tax, earlier.Use, earlier.Concept) == (rule.Tax, rule.Use, rule.Concept)
            && Days.Overlap((earlier.From, earlier.To), (rule.From, rule.To)));
        found.AddUnless(other is null, path,
            $"It overlaps the rule of the same tax, use and concept from {Days.Shown(other?.From ?? default)}.");
    }
}
