using Strangler.Core.Expressions;

namespace Strangler.Core.Tariffs.Validation;

/// <summary>
/// What charges say of each other: only of concepts that are complete by then, and never in a circle.
/// </summary>
internal sealed class ReferenceChecks
{
    private readonly TariffPlan _plan;
    private readonly PlanFindings _found;
    private readonly List<(int Charge, int Concept, string Path)> _needs = [];
    private readonly HashSet<string> _circles = [];

    private ReferenceChecks(TariffPlan plan, PlanFindings found) => (_plan, _found) = (plan, found);

    public static void Check(TariffPlan plan, PlanFindings found)
    {
        ReferenceChecks checks = new(plan, found);
        for (int i = 0; i < plan.Charges.Count; i++)
        {
            checks.Gather(i, plan.Charges[i], $"charges[{i}]");
        }

        foreach ((int charge, int concept, string path) in checks._needs)
        {
            checks.CheckNeed(charge, concept, path);
        }

        checks.CheckDuplicates();
    }

    /// <summary>What a formula says of concepts and programmes; amounts need their concepts to be complete.</summary>
    public static IEnumerable<int> CheckFormula(
        TariffPlan plan, Formula? formula, string path, PlanFindings found)
    {
        List<int> amounts = [];
        foreach (FormulaNode node in formula?.Nodes() ?? [])
        {
            switch (node)
            {
                case FormulaNode.Amount amount:
                    amounts.Add(amount.Concept);
                    break;
                case FormulaNode.Price { Concept: var concept } when !plan.Charges.Any(charge =>
                    charge.Concept == concept && charge.Price is PriceMethod.Table or PriceMethod.Blocks):
                    found.Add(path, $"price({concept}, ...): concept {concept} has no table or blocks.");
                    break;
                case FormulaNode.Programme { Name: var name } when !plan.Programmes.Contains(name):
                    found.Add(path, $"'{name}' is not among the plan's programmes."
                        + NearestName.Hint(name, plan.Programmes));
                    break;
            }
        }

        return amounts.Distinct();
    }

    private void Gather(int index, Charge charge, string path)
    {
        if (charge.Price is PriceMethod.PercentageOf { Concepts: var concepts })
        {
            _found.AddUnless(concepts.Count > 0, $"{path}.price.percentageOf.concepts",
                "A share of no concept is nothing.");
            _needs.AddRange(concepts.Select((concept, i) =>
                (index, concept, $"{path}.price.percentageOf.concepts[{i}]")));
        }

        Formula? amount = (charge.Price as PriceMethod.ByFormula)?.Amount;
        IEnumerable<(Formula? Formula, string Path)> formulas =
        [
            (amount, $"{path}.price.formula"), (charge.When, $"{path}.when"), (charge.Quantity, $"{path}.quantity"),
            .. charge.Correctors.Select((corrector, i) =>
                ((Formula?)corrector.Factor, $"{path}.correctors[{i}].factor")),
        ];
        foreach ((Formula? formula, string at) in formulas)
        {
            _needs.AddRange(CheckFormula(_plan, formula, at, _found).Select(concept => (index, concept, at)));
        }
    }

    private void CheckNeed(int index, int concept, string path)
    {
        int own = _plan.Charges[index].Concept;
        int first = IndexOf(charge => charge.Concept == concept);
        int last = _plan.Charges.Count - 1 - _plan.Charges.Reverse().TakeWhile(c => c.Concept != concept).Count();
        if (first < 0)
        {
            _found.Add(path, $"The plan has no concept {concept}.");
        }
        else if (concept == own)
        {
            _found.AddUnless(first < index, path, $"Concept {concept} depends on itself.");
        }
        else if (Circle(concept, own, [own], []) is { } circle)
        {
            if (_circles.Add(string.Join(' ', circle.Distinct().Order())))
            {
                _found.Add(path, $"Concepts depend on each other in a circle: {string.Join(" -> ", circle)}.");
            }
        }
        else if (last > index)
        {
            _found.Add(path, $"Concept {concept} comes only later (charges[{last}]): move this charge behind it.");
        }
    }

    /// <summary>The way from a concept back to another one; null where there is none.</summary>
    /// <param name="way">How we came here.</param>
    /// <param name="seen">From these there is none, or it is being looked for.</param>
    private List<int>? Circle(int at, int target, List<int> way, HashSet<int> seen)
    {
        List<int> further = [.. way, at];
        if (at == target)
        {
            return further;
        }

        return !seen.Add(at) ? null : _needs
            .Where(need => _plan.Charges[need.Charge].Concept == at && need.Concept != at)
            .Select(need => need.Concept).Distinct()
            .Select(next => Circle(next, target, further, seen)).FirstOrDefault(circle => circle is not null);
    }

    private void CheckDuplicates()
    {
        HashSet<(int, int)> seen = [];
        for (int i = 0; i < _plan.Charges.Count; i++)
        {
            Charge charge = _plan.Charges[i];
            _found.AddUnless(seen.Add((charge.Concept, charge.Part)), $"charges[{i}].concept",
                $"There is a charge of concept {charge.Concept}, part {charge.Part} already.");
        }

        for (int i = 0; i < _plan.Modifiers.Count; i++)
        {
            BillModifier modifier = _plan.Modifiers[i];
            _found.AddUnless(seen.Add((modifier.Concept, modifier.Part)), $"modifiers[{i}].concept",
                $"Concept {modifier.Concept}, part {modifier.Part} is there already.");
        }
    }

    private int IndexOf(Predicate<Charge> fits) =>
        _plan.Charges.Select((charge, i) => fits(charge) ? i : -1).FirstOrDefault(i => i >= 0, -1);
}
