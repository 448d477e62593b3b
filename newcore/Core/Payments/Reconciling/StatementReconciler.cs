namespace Strangler.Core.Payments.Reconciling;

/// <summary>All passes over lines and payments that are in memory.</summary>
public static class StatementReconciler
{
    /// <summary>In the order in which they are made.</summary>
    public static readonly IReadOnlyList<MatchingPass> Passes =
    [
        MatchingPass.Key, MatchingPass.KeyButAmount, MatchingPass.Reference, MatchingPass.Amount, MatchingPass.Batch,
        MatchingPass.Rest,
    ];

    /// <summary>Whether a pass looks for names, whatever the day.</summary>
    public static bool IsByKey(MatchingPass pass) => pass is MatchingPass.Key or MatchingPass.KeyButAmount;

    /// <param name="lines">Of one provider and one kind.</param>
    /// <param name="facts">Of that provider.</param>
    /// <returns>One for each line.</returns>
    public static IReadOnlyList<LineEnd> Run(
        IReadOnlyCollection<StatementLine> lines, IReadOnlyCollection<FactMoney> facts, FeeTerms terms)
    {
        StatementMatching matching = new(terms);
        List<StatementLine> open = [.. WithTwins(lines)];
        HashSet<string> taken = [.. facts.Where(fact => fact.IsTaken).Select(fact => fact.Key)];
        List<LineEnd> ends = [];
        foreach (MatchingPass pass in Passes)
        {
            HashSet<LineKey> ended = [];
            foreach (IGrouping<DateOnly, StatementLine> day in open.GroupBy(line => line.Day).OrderBy(day => day.Key))
            {
                DateOnly first = SettlementWindow.FirstDay(day.Key);
                IEnumerable<FactMoney> candidates = IsByKey(pass)
                    ? facts.Select(fact => fact with { IsTaken = taken.Contains(fact.Key) })
                    : facts.Where(fact => fact.Day >= first && fact.Day <= day.Key && !taken.Contains(fact.Key));
                foreach (LineEnd end in matching.Match(pass, day, candidates))
                {
                    ends.Add(end);
                    ended.Add(end.Line.Key);
                    taken.UnionWith(end.Facts.Select(fact => fact.Key));
                }
            }

            open.RemoveAll(line => ended.Contains(line.Key));
        }

        return ends;
    }

    /// <summary>The first line with a number counts; others repeat or contradict it.</summary>
    public static IEnumerable<StatementLine> WithTwins(IEnumerable<StatementLine> lines) =>
        from line in lines
        group line by line.Number into alike
        let first = alike.MinBy(line => line.Key)
        from line in alike
        select line with { Twin = TwinOf(line, first) };

    private static LineTwin TwinOf(StatementLine line, StatementLine first) =>
        line.Key == first.Key ? LineTwin.None
        : line.Key.Statement != first.Key.Statement
            && line with { Key = first.Key, Twin = first.Twin, Text = first.Text } == first
            ? LineTwin.Repeated
        : LineTwin.Contradicted;
}
