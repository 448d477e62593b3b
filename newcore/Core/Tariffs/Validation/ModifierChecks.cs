namespace Strangler.Core.Tariffs.Validation;

/// <summary>Discounts, commitments and caps.</summary>
internal static class ModifierChecks
{
    public static void Check(TariffPlan plan, PlanFindings found)
    {
        for (int i = 0; i < plan.Modifiers.Count; i++)
        {
            BillModifier modifier = plan.Modifiers[i];
            string path = $"modifiers[{i}]";
            ChargeChecks.Numbers(modifier.Concept, modifier.Part, path, found);
            found.AddUnless(modifier.Name.Length is > 0 and <= 100, $"{path}.name", "A name has 1 to 100 characters.");
            Days.Order(modifier.From, modifier.To, $"{path}.to", found);
            Value(modifier, $"{path}.value", found);
            Concepts(plan, modifier.Concepts, $"{path}.concepts", found);
            Concepts(plan, [.. ReferenceChecks.CheckFormula(plan, modifier.When, $"{path}.when", found)],
                $"{path}.when", found);
        }
    }

    private static void Value(BillModifier modifier, string path, PlanFindings found)
    {
        switch (modifier.Kind)
        {
            case ModifierKind.Percentage:
                Figures.Share(modifier.Value, 1, path, found);
                break;
            case ModifierKind.Fixed:
                Figures.Amount(modifier.Value, Figures.HighestAmount, path, found);
                break;
            default:
                Figures.Price(modifier.Value, Figures.HighestAmount, path, found);
                break;
        }
    }

    private static void Concepts(TariffPlan plan, IReadOnlyList<int> concepts, string path, PlanFindings found)
    {
        foreach (int concept in concepts.Where(concept => !plan.Charges.Any(charge => charge.Concept == concept)))
        {
            found.Add(path, $"The plan has no concept {concept}.");
        }
    }
}
