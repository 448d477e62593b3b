using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Reconciling;

/// <summary>Free payments by a name and by what would come of them, oldest first.</summary>
internal sealed class FactIndex
{
    private readonly Dictionary<(string Name, Money Amount), List<FactMoney>> _gross = [];
    private readonly Dictionary<(string Name, Money Amount), List<FactMoney>> _net = [];
    private readonly HashSet<string> _taken = [];

    /// <param name="facts">In order, oldest first.</param>
    /// <param name="nameOf">Null: the fact cannot be found.</param>
    public FactIndex(IReadOnlyList<FactMoney> facts, Func<FactMoney, string?> nameOf, FeeTerms terms)
    {
        foreach (FactMoney fact in Enumerable.Reverse(facts))
        {
            if (nameOf(fact) is { } name)
            {
                Add(_gross, (name, fact.Amount), fact);
                if ((fact.Cost?.Total ?? NetCost(fact, terms)) is { } cost && cost != Money.Zero)
                {
                    Add(_net, (name, fact.Amount - cost), fact);
                }
            }
        }
    }

    /// <summary>The first free one of the line's amount.</summary>
    /// <param name="exact">Its gross; else what would come of the payment, a centavo more or less.</param>
    public FactMoney? First(string name, StatementLine line, bool exact) =>
        Fitting(name, line, exact).FirstOrDefault();

    /// <summary>The free one of the line's amount, where there is only one.</summary>
    public FactMoney? Only(string name, StatementLine line) =>
        Fitting(name, line, exact: true).Concat(Fitting(name, line, exact: false)).Take(2).ToArray() is [var one]
            ? one : null;

    public bool Take(FactMoney fact) => _taken.Add(fact.Key);

    private IEnumerable<FactMoney> Fitting(string name, StatementLine line, bool exact)
    {
        if (exact)
        {
            return Free(_gross, (name, line.Gross));
        }

        return line.StatesCost
            ? []
            : ((long[])[0, -1, 1]).SelectMany(more => Free(_net, (name, line.Net + new Money(more))));
    }

    private IEnumerable<FactMoney> Free(
        Dictionary<(string Name, Money Amount), List<FactMoney>> index, (string Name, Money Amount) name)
    {
        if (!index.TryGetValue(name, out List<FactMoney>? facts))
        {
            yield break;
        }

        // The oldest stand at the end: dropping what is taken keeps many alike from being walked through again.
        while (facts.Count > 0 && _taken.Contains(facts[^1].Key))
        {
            facts.RemoveAt(facts.Count - 1);
        }

        for (int at = facts.Count - 1; at >= 0; at--)
        {
            if (!_taken.Contains(facts[at].Key))
            {
                yield return facts[at];
            }
        }
    }

    private static Money? NetCost(FactMoney fact, FeeTerms terms) =>
        terms == FeeTerms.None || fact.Amount <= Money.Zero ? null : terms.Of(fact.Amount, 1).Total;

    private static void Add(
        Dictionary<(string Name, Money Amount), List<FactMoney>> index, (string Name, Money Amount) name,
        FactMoney fact)
    {
        if (!index.TryGetValue(name, out List<FactMoney>? facts))
        {
            index[name] = facts = [];
        }

        facts.Add(fact);
    }
}
