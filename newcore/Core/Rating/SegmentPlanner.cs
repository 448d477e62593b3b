using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>Cuts a period where plan, class, meter size or units change, or by the uses of a mixed property.</summary>
public static class SegmentPlanner
{
    /// <summary>
    /// One segment per term within the period, by days. The terms are in order, the first from the period's first day
    /// or earlier. Where the last term's plan does not prorate, it holds for the whole period.
    /// </summary>
    public static IReadOnlyList<RatingSegment> ByDays(IReadOnlyList<PlanTerm> terms, RatingFacts facts)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(facts);
        PlanTerm[] within = [.. terms.Where(term => term.From <= facts.PeriodEnd)];
        if (within.Length == 0 || facts.PeriodEnd < facts.PeriodStart)
        {
            throw new ArgumentException("No term holds in the period.", nameof(terms));
        }

        int start = facts.PeriodStart.DayNumber;
        int days = facts.PeriodEnd.DayNumber - start + 1;
        PlanTerm last = within[^1];
        if (last.Plan.Plan.ChangeInPeriod == ChangeInPeriod.LastDay)
        {
            return
            [
                new RatingSegment(
                    last.Plan, facts.PeriodStart, facts.PeriodEnd, last.Units, last.MeterSize, 0, days, days),
            ];
        }

        List<RatingSegment> segments = [];
        for (int at = 0; at < within.Length; at++)
        {
            int from = at == 0 ? start : Math.Max(start, within[at].From.DayNumber);
            int to = at == within.Length - 1 ? start + days - 1 : within[at + 1].From.DayNumber - 1;
            if (from <= to)
            {
                segments.Add(new RatingSegment(
                    within[at].Plan, DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(to), within[at].Units,
                    within[at].MeterSize, from - start, to - start + 1, days));
            }
        }

        return segments;
    }

    /// <summary>Every version of a plan that is in force in the period, with the same units and meter size.</summary>
    public static IReadOnlyList<RatingSegment> ByVersions(PlanBook book, string code, RatingFacts facts)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(facts);
        PlanTerm[] terms =
        [
            .. book.Versions(code)
                .Where(version => version.Plan.EffectiveTo is null || version.Plan.EffectiveTo >= facts.PeriodStart)
                .Select(version => new PlanTerm(version.Plan.EffectiveFrom, version, facts.Units, facts.MeterSize)),
        ];
        return ByDays(terms, facts);
    }

    /// <summary>The uses of a mixed property: their percentages add up to 100.</summary>
    public static IReadOnlyList<RatingSegment> ByShares(IReadOnlyList<PlanShare> shares, RatingFacts facts)
    {
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentNullException.ThrowIfNull(facts);
        if (shares.Sum(share => share.Percent) != 100 || shares.Any(share => share.Percent <= 0))
        {
            throw new ArgumentException("The percentages of a mixed use add up to 100.", nameof(shares));
        }

        List<RatingSegment> segments = [];
        int reached = 0;
        foreach (PlanShare share in shares)
        {
            segments.Add(new RatingSegment(
                share.Plan, facts.PeriodStart, facts.PeriodEnd, facts.Units, facts.MeterSize, reached,
                reached + share.Percent, 100, BySharing: true));
            reached += share.Percent;
        }

        return segments;
    }
}
