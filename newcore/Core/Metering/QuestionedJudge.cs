namespace Strangler.Core.Metering;

/// <summary>
/// Judges again what was questioned, once somebody has said what one of the readings is. Only questioned readings
/// change, and none beyond the next rated one: what comes after that was judged by it already.
/// </summary>
public static class QuestionedJudge
{
    public static StaffVerdict Decide(
        StaffDecision decision, in MeterState state, QuestionedReadings kept, MeterRules rules)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(rules);
        // Where nothing was rated before, there is no distance that could be accepted.
        CountAt? before = decision == StaffDecision.Accept ? kept.Before : null;
        if (WhyNot(before, kept, rules) is { } refusal)
        {
            return new StaffVerdict.Refused(refusal);
        }

        List<CountAt> rated = before is { } known ? Following(known, kept.Earlier, kept.Chosen, rules) : [];
        rated.Add(kept.Chosen);
        if (kept.After is not null)
        {
            rated.AddRange(Following(kept.Chosen, kept.Later, kept.Bound, rules));
            return new StaffVerdict.Taken(Between(state, before, rated, kept, rules), rated);
        }

        MeterState next = SampleJudge.Restart(state, kept.Chosen);
        next = before is { } from
            ? next with { Used = next.Used + CountDistance.Ahead(from, kept.Chosen, rules)!.Value } : next;
        foreach (CountAt later in kept.Later)
        {
            Judgement judged = SampleJudge.JudgeAgain(next, later, rules);
            next = judged.State;
            if (judged.Verdict == SampleVerdict.Latest)
            {
                rated.Add(later);
            }
        }

        return new StaffVerdict.Taken(next, rated);
    }

    /// <summary>The newest count stays what it was; what is used up to it may not.</summary>
    private static MeterState Between(
        in MeterState state, CountAt? before, List<CountAt> rated, QuestionedReadings kept, MeterRules rules)
    {
        IEnumerable<CountAt> leading = before is { } from ? [from] : [];
        IEnumerable<CountAt> ending = kept.Bound is { } to ? [to] : [];
        long used = Distance([.. leading, .. rated, .. ending], rules);
        long known = kept.Before is { } first && kept.Bound is { } last ? Distance([first, last], rules) : 0;
        bool opens = kept.Before is null && !state.OpeningIsFixed;
        return state with
        {
            Opening = opens ? rated[0] : state.Opening,
            Used = state.Used + used - known,
        };
    }

    private static long Distance(List<CountAt> counts, MeterRules rules) => counts.Zip(
        counts.Skip(1), (from, to) => CountDistance.Forward(from.Litres, to.Litres, rules) ?? 0).Sum();

    private static StaffRefusal? WhyNot(CountAt? before, QuestionedReadings kept, MeterRules rules)
    {
        if (kept.Chosen.Litres >= rules.Range)
        {
            return StaffRefusal.BeyondDials;
        }

        if (before is { } from && CountDistance.Ahead(from, kept.Chosen, rules) is null)
        {
            return StaffRefusal.Fell;
        }

        bool follows = kept.Bound is not { } next
            || (before is { } known
                ? CountDistance.LiesBetween(known.Litres, kept.Chosen.Litres, next.Litres, rules)
                : CountDistance.Plausible(kept.Chosen, next, rules) is not null);
        return follows ? null : StaffRefusal.NextDoesNotFollow;
    }

    /// <summary>Those that lie on the way, as <see cref="SampleJudge"/> would have it.</summary>
    private static List<CountAt> Following(
        CountAt from, IReadOnlyList<CountAt> questioned, CountAt? bound, MeterRules rules)
    {
        List<CountAt> found = [];
        foreach (CountAt one in questioned)
        {
            bool fits = !(one.Litres >= rules.Range) && (bound is { } to
                ? CountDistance.LiesBetween(from.Litres, one.Litres, to.Litres, rules)
                : CountDistance.Plausible(from, one, rules) is not null);
            if (fits)
            {
                found.Add(one);
                from = one;
            }
        }

        return found;
    }
}
