using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Reconciling;

/// <summary>The rules, each for the open lines of one day; the order of what is given changes nothing.</summary>
/// <param name="terms">For lines that do not say what was kept.</param>
public sealed class StatementMatching(FeeTerms terms)
{
    private const int KeyScore = 100;
    private const int DifferingScore = 80;
    private const int ReferenceScore = 90;
    private const int AmountScore = 60;
    private const int BatchScore = 70;

    private readonly BatchMatching _batches = new(terms, BatchScore);

    /// <param name="lines">Of one day, still open.</param>
    /// <param name="facts">
    /// In the passes of keys whatever has a line's key, also what is taken; later what is free within
    /// <see cref="SettlementWindow"/>.
    /// </param>
    /// <returns>Of the lines that end here.</returns>
    public IReadOnlyList<LineEnd> Match(
        MatchingPass pass, IEnumerable<StatementLine> lines, IEnumerable<FactMoney> facts)
    {
        StatementLine[] open =
        [
            .. lines.OrderBy(line => line.Day).ThenBy(line => line.Number, StringComparer.Ordinal)
                .ThenBy(line => line.Key),
        ];
        FactMoney[] known = [.. facts.OrderBy(fact => fact.Day).ThenBy(fact => fact.Key, StringComparer.Ordinal)];
        return pass switch
        {
            MatchingPass.Key => ByKey(open, known),
            MatchingPass.KeyButAmount => ByKeyButAmount(open, known),
            MatchingPass.Reference => ByReference(open, known),
            MatchingPass.Amount => ByAmount(open, known),
            MatchingPass.Batch => _batches.Match(open, known),
            _ => Rest(open, known),
        };
    }

    /// <summary>Whether two things said of payments can be the same; what is not said contradicts nothing.</summary>
    internal static bool Agree(string? one, string? other) => one is null || other is null || one == other;

    /// <summary>Why the line's net is not what was paid; null where that has to be listed.</summary>
    internal static Cost? Explain(StatementLine line, Money paid, int payments, Cost? settled, FeeTerms terms) =>
        paid == line.Gross ? new Cost(line.Fee, line.FeeTax, line.Rounding)
        : line.StatesCost ? null
        : settled is { } cost && paid - cost.Total == line.Net ? cost
        : terms.Explain(paid, payments, line.Net);

    private List<LineEnd> ByKey(StatementLine[] lines, FactMoney[] facts)
    {
        List<LineEnd> ends = [];
        List<StatementLine> single = [];
        foreach (StatementLine line in lines)
        {
            switch (line.Twin)
            {
                case LineTwin.Repeated:
                    ends.Add(LineEnd.Repeated(line));
                    break;
                case LineTwin.Contradicted:
                    ends.Add(LineEnd.List(line, "number-stated-twice"));
                    break;
                default:
                    single.Add(line);
                    break;
            }
        }

        FactIndex index = new([.. facts.Where(fact => !fact.IsTaken)], fact => fact.Charge, terms);
        return Take(single, index, line => line.Charge, MatchRule.Key, _ => KeyScore, ends);
    }

    /// <summary>The same charge, and money in the same direction.</summary>
    private static List<LineEnd> ByKeyButAmount(StatementLine[] lines, FactMoney[] facts)
    {
        Dictionary<(string, int), Queue<FactMoney>> free = [];
        foreach (FactMoney fact in facts.Where(fact => fact.Charge is not null))
        {
            (string, int) name = (fact.Charge!, Math.Sign(fact.Amount.Centavos));
            if (!free.TryGetValue(name, out Queue<FactMoney>? queue))
            {
                free[name] = queue = [];
            }

            if (!fact.IsTaken)
            {
                queue.Enqueue(fact);
            }
        }

        List<LineEnd> ends = [];
        foreach (StatementLine line in lines)
        {
            if (line.Charge is not null
                && free.TryGetValue((line.Charge, Math.Sign(line.Gross.Centavos)), out Queue<FactMoney>? queue))
            {
                ends.Add(queue.TryDequeue(out FactMoney? fact)
                    ? LineEnd.Differing(line, fact, DifferingScore) : LineEnd.List(line, "charge-stated-twice"));
            }
        }

        return ends;
    }

    private List<LineEnd> ByReference(StatementLine[] lines, FactMoney[] facts)
    {
        FactIndex index = new(facts, fact => ReferenceText.Normal(fact.Reference), terms);
        return Take(
            lines, index, line => ReferenceText.Normal(line.Reference), MatchRule.Reference,
            days => Math.Max(ReferenceScore - (3 * days), AmountScore), []);
    }

    private List<LineEnd> ByAmount(StatementLine[] lines, FactMoney[] facts)
    {
        FactIndex index = new(facts, _ => "", terms);
        List<LineEnd> ends = [];
        foreach (IGrouping<Money, StatementLine> alike in lines.GroupBy(line => line.Gross))
        {
            if (alike.Take(2).ToArray() is [StatementLine line] && index.Only("", line) is { } fact
                && Agree(line.Charge, fact.Charge)
                && Agree(ReferenceText.Normal(line.Reference), ReferenceText.Normal(fact.Reference))
                && Explain(line, fact.Amount, 1, fact.Cost, terms) is { } cost && index.Take(fact))
            {
                ends.Add(LineEnd.Found(line, MatchRule.Amount, AmountScore, [fact], fact.Amount, cost));
            }
        }

        return ends;
    }

    private List<LineEnd> Take(
        IEnumerable<StatementLine> lines, FactIndex index, Func<StatementLine, string?> nameOf, MatchRule rule,
        Func<int, int> scoreOf, List<LineEnd> ends)
    {
        // Exact amounts first: a fee must not explain what another line has without one.
        List<StatementLine> left = [];
        foreach ((StatementLine line, bool exact) in
            lines.Select(line => (line, true)).Concat(Later(left)))
        {
            if (nameOf(line) is not { } name)
            {
                continue;
            }

            if (index.First(name, line, exact) is { } fact
                && Explain(line, fact.Amount, 1, fact.Cost, terms) is { } cost && index.Take(fact))
            {
                int days = Math.Abs(line.Day.DayNumber - fact.Day.DayNumber);
                ends.Add(LineEnd.Found(line, rule, scoreOf(days), [fact], fact.Amount, cost));
            }
            else if (exact)
            {
                left.Add(line);
            }
        }

        return ends;
    }

    /// <summary>Read after the list was filled.</summary>
    private static IEnumerable<(StatementLine Line, bool Exact)> Later(List<StatementLine> lines)
    {
        foreach (StatementLine line in lines)
        {
            yield return (line, false);
        }
    }

    private List<LineEnd> Rest(StatementLine[] lines, FactMoney[] facts)
    {
        FactIndex index = new(facts, _ => "", terms);
        return
        [
            .. lines.Select(line => LineEnd.List(
                line, index.First("", line, exact: true) is null && index.First("", line, exact: false) is null
                    ? "no-payment" : "not-certain")),
        ];
    }
}
