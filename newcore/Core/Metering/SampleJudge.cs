namespace Strangler.Core.Metering;

/// <summary>
/// Judges one meter's samples one by one. What is used is the sum of the distances between rated counts in order of
/// time, so a late one that lies on the way changes nothing of the sum; one that doesn't is kept and not rated. Each
/// condition is raised once when it begins and ended once when it is over.
/// </summary>
public static class SampleJudge
{
    /// <param name="state">Of the meter that sent it.</param>
    public static Judgement Judge(in MeterState state, in MeterSample sample, DateTimeOffset now, MeterRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        MeterState counted = CountArrival(state, now, rules, out bool flood);
        return flood
            ? new Judgement(
                SampleVerdict.Flood, counted with { Open = counted.Open | MeterConditions.Flood }, 0,
                MeterConditions.Flood & ~counted.Open, 0)
            : EndFlood(JudgeByTime(counted, sample, now, rules), rules);
    }

    /// <summary>For a sample that is older than the latest (<see cref="SampleVerdict.NeedsNeighbours"/>).</summary>
    /// <param name="state">As <see cref="Judge"/> gave it back.</param>
    /// <param name="before">The rated count last before the sample or at its instant; null where there is none.</param>
    /// <param name="after">The rated count first after it; null for the latest.</param>
    public static Judgement JudgeLate(
        in MeterState state, in MeterSample sample, CountAt? before, CountAt? after, MeterRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        CountAt next = after ?? state.Latest ?? throw new ArgumentException("A meter never heard of.", nameof(state));
        return EndFlood(
            before is { } known && known.At == sample.At
                ? Discard(state, SameInstant(known, sample))
                : JudgeBetween(state, sample, before, next, rules),
            rules);
    }

    /// <summary>
    /// For a late sample after which the meter was restarted: it need not lead up to the count after it, and what lies
    /// between it and the count before is used.
    /// </summary>
    /// <param name="before">As for <see cref="JudgeLate"/>.</param>
    public static Judgement JudgeBeforeRestart(
        in MeterState state, in MeterSample sample, CountAt? before, MeterRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return EndFlood(
            before is { } known && known.At == sample.At
                ? Discard(state, SameInstant(known, sample))
                : JudgeLastOfRun(state, sample, before, rules),
            rules);
    }

    /// <summary>
    /// Counts on from here, whatever was before: someone looked at a count that fell, or another meter was put in.
    /// What is used so far stays.
    /// </summary>
    public static MeterState Restart(in MeterState state, in CountAt count) => state with
    {
        Opening = state.Opening ?? count,
        Latest = count,
        ChangedAt = count.At,
        Sequence = null,
        Open = state.Open & ~(MeterConditions.Reset | MeterConditions.Jump | MeterConditions.Stuck),
    };

    /// <summary>One that was questioned when it came, after somebody has said what the count before it is.</summary>
    internal static Judgement JudgeAgain(in MeterState state, in CountAt count, MeterRules rules)
    {
        MeterSample sample = new("", count.At, count.Litres, null, MeterFlags.None);
        return count.Litres >= rules.Range || state.Latest is not { } latest
            ? CountStep.Question(state, sample, MeterConditions.Jump, rules)
            : CountStep.GoOn(state, latest, sample, rules);
    }

    private static Judgement JudgeByTime(
        in MeterState state, in MeterSample sample, DateTimeOffset now, MeterRules rules)
    {
        if (sample.At > now + rules.FutureAfter || now - sample.At > rules.TooOldAfter)
        {
            return Discard(state, sample.At > now ? SampleVerdict.Future : SampleVerdict.TooOld);
        }

        if (sample.Litres >= rules.Range)
        {
            return CountStep.Question(state, sample, MeterConditions.Jump, rules);
        }

        return state.Latest is not { } latest ? CountStep.Begin(state, sample)
            : sample.At == latest.At ? Discard(state, SameInstant(latest, sample))
            : sample.At < latest.At ? Discard(state, SampleVerdict.NeedsNeighbours)
            : CountStep.GoOn(state, latest, sample, rules);
    }

    private static Judgement JudgeLastOfRun(
        in MeterState state, in MeterSample sample, CountAt? before, MeterRules rules)
    {
        CountAt count = new(sample.At, sample.Litres);
        MeterState told = TellLate(state, sample, out MeterConditions stated);
        if (before is not { } known)
        {
            // Nothing leads up to the next count, so the first one opens the period and uses nothing.
            bool opens = !state.OpeningIsFixed;
            return new Judgement(SampleVerdict.Late, opens ? told with { Opening = count } : told, 0, stated, 0);
        }

        if (CountDistance.Plausible(known, count, rules) is not { } distance)
        {
            return new Judgement(SampleVerdict.Questioned, told, 0, stated, 0);
        }

        long usage = known.At >= state.Opening?.At ? distance : 0;
        return new Judgement(SampleVerdict.Late, told with { Used = told.Used + usage }, usage, stated, 0);
    }

    private static MeterState TellLate(in MeterState state, in MeterSample sample, out MeterConditions stated)
    {
        stated = (MeterConditions)sample.Flags & ~state.Open & ~state.ToldLate;
        return state with { ToldLate = state.ToldLate | stated };
    }

    private static Judgement JudgeBetween(
        in MeterState state, in MeterSample sample, CountAt? before, in CountAt after, MeterRules rules)
    {
        CountAt count = new(sample.At, sample.Litres);
        MeterState told = TellLate(state, sample, out MeterConditions stated);
        long? distance = before is { } known
            ? CountDistance.LiesBetween(known.Litres, sample.Litres, after.Litres, rules) ? 0 : null
            : CountDistance.Plausible(count, after, rules);
        if (distance is not { } usage)
        {
            return new Judgement(SampleVerdict.Questioned, told, 0, stated, 0);
        }

        return before is not null || state.OpeningIsFixed
            ? new Judgement(SampleVerdict.Late, told, 0, stated, 0)
            : new Judgement(
                SampleVerdict.Late, told with { Opening = count, Used = told.Used + usage }, usage, stated, 0);
    }

    /// <summary>In the hour of a flood the arrivals stand at their limit; in the next one they are below.</summary>
    private static Judgement EndFlood(in Judgement judged, MeterRules rules)
    {
        bool over = judged.State.Open.HasFlag(MeterConditions.Flood) && judged.State.Arrived < rules.MostPerHour
            && judged.Verdict != SampleVerdict.NeedsNeighbours;
        return !over ? judged : judged with
        {
            State = judged.State with { Open = judged.State.Open & ~MeterConditions.Flood },
            Ended = judged.Ended | MeterConditions.Flood,
        };
    }

    private static MeterState CountArrival(
        in MeterState state, DateTimeOffset now, MeterRules rules, out bool flood)
    {
        long hour = now.UtcTicks / TimeSpan.TicksPerHour;
        int arrived = hour == state.ArrivalHour ? state.Arrived : 0;
        flood = arrived >= rules.MostPerHour;
        return state with
        {
            ArrivalHour = hour,
            Arrived = flood ? arrived : arrived + 1,
        };
    }

    private static SampleVerdict SameInstant(in CountAt known, in MeterSample sample) =>
        known.Litres == sample.Litres ? SampleVerdict.Duplicate : SampleVerdict.Contradiction;

    private static Judgement Discard(in MeterState state, SampleVerdict verdict) => new(verdict, state, 0, 0, 0);
}
