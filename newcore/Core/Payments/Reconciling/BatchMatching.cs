using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Reconciling;

/// <summary>
/// One deposit for many payments: all free ones of a day, or of days in a row, of one channel or of all.
/// </summary>
internal sealed class BatchMatching(FeeTerms terms, int score)
{
    private const int Fewest = 2;

    /// <param name="lines">In order.</param>
    /// <param name="facts">Free, in order.</param>
    public IReadOnlyList<LineEnd> Match(IReadOnlyList<StatementLine> lines, IReadOnlyList<FactMoney> facts)
    {
        List<LineEnd> ends = [];
        FactMoney[] free = [.. facts];
        List<Group> groups = GroupsOf(free);
        foreach (StatementLine line in lines)
        {
            if (Find(line, groups) is not ({ } found, { } cost))
            {
                continue;
            }

            FactMoney[] paid = [.. free.Where(found.Holds)];
            ends.Add(LineEnd.Found(line, MatchRule.Batch, score, paid, found.Sum, cost));
            free = [.. free.Where(fact => !found.Holds(fact))];
            groups = GroupsOf(free);
        }

        return ends;
    }

    /// <summary>The oldest days first, then the fewest, then all channels before a single one.</summary>
    private (Group? Group, Cost? Cost) Find(StatementLine line, List<Group> groups)
    {
        foreach (Group group in groups)
        {
            if (group.Count >= Fewest
                && StatementMatching.Explain(line, group.Sum, group.Count, group.Cost, terms) is { } cost)
            {
                return (group, cost);
            }
        }

        return (null, null);
    }

    private static List<Group> GroupsOf(FactMoney[] free)
    {
        Group[] smallest =
        [
            .. free.GroupBy(fact => (fact.Day, fact.Channel))
                .Select(one => new Group(
                    one.Key.Day, one.Key.Day, one.Key.Channel, one.Count(),
                    one.Aggregate(Money.Zero, (sum, fact) => sum + fact.Amount),
                    one.Aggregate((Cost?)default(Cost), (sum, fact) => sum + fact.Cost))),
        ];
        DateOnly[] days = [.. smallest.Select(one => one.From).Distinct().Order()];
        char?[] channels = [null, .. smallest.Select(one => one.Channel).Distinct().Order()];
        return
        [
            .. from first in days
               from last in days
               where last >= first
               from channel in channels
               select smallest.Where(one => one.From >= first && one.From <= last
                       && (channel is null || one.Channel == channel))
                   .Aggregate(
                       new Group(first, last, channel, 0, Money.Zero, default(Cost)),
                       (sum, one) => sum with
                       {
                           Count = sum.Count + one.Count, Sum = sum.Sum + one.Sum, Cost = sum.Cost + one.Cost,
                       }),
        ];
    }

    /// <param name="Channel">Null: all.</param>
    /// <param name="Cost">What the provider says it kept of them all; null where it does not of each.</param>
    private sealed record Group(DateOnly From, DateOnly Until, char? Channel, int Count, Money Sum, Cost? Cost)
    {
        public bool Holds(FactMoney fact) =>
            fact.Day >= From && fact.Day <= Until && (Channel is null || fact.Channel == Channel);
    }
}
