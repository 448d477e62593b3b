namespace Strangler.Core.Metering;

/// <summary>A sample that is newer than any rated one: the state it leads to.</summary>
internal static class CountStep
{
    /// <summary>Begun and over at once: they are raised and never stay open.</summary>
    private const MeterConditions Momentary = MeterConditions.Gap | MeterConditions.ClockOver;

    private const MeterConditions Doubtful = MeterConditions.Reset | MeterConditions.Jump;

    public static Judgement Begin(in MeterState state, in MeterSample sample)
    {
        CountAt count = new(sample.At, sample.Litres);
        MeterState begun = state with
        {
            Opening = count,
            Latest = count,
            Sequence = sample.Sequence,
            ChangedAt = sample.At,
        };
        return Tell(SampleVerdict.First, begun, sample, 0, MeterConditions.None);
    }

    public static Judgement GoOn(in MeterState state, in CountAt latest, in MeterSample sample, MeterRules rules)
    {
        CountAt count = new(sample.At, sample.Litres);
        if (CountDistance.Plausible(latest, count, rules) is not { } usage)
        {
            bool fell = sample.Litres < latest.Litres;
            return Question(state, sample, fell ? MeterConditions.Reset : MeterConditions.Jump, rules);
        }

        DateTimeOffset changedAt = usage > 0 ? sample.At : state.ChangedAt;
        MeterConditions seen = Silence(state, sample, rules)
            | (sample.Litres < latest.Litres ? MeterConditions.ClockOver : 0)
            | (sample.At - changedAt > rules.StuckAfter ? MeterConditions.Stuck : 0)
            | (IsUnusual(usage, sample.At - latest.At, rules) ? MeterConditions.UnusualUse : 0);
        MeterState next = state with
        {
            Latest = count,
            Used = state.Used + usage,
            Sequence = sample.Sequence,
            ChangedAt = changedAt,
        };
        return Tell(SampleVerdict.Latest, next, sample, usage, seen);
    }

    /// <summary>Leaves the rated count where it is. What the counts showed before still holds.</summary>
    public static Judgement Question(
        in MeterState state, in MeterSample sample, MeterConditions why, MeterRules rules)
    {
        const MeterConditions Kept = Doubtful | MeterConditions.Stuck | MeterConditions.UnusualUse;
        return Tell(
            SampleVerdict.Questioned, state, sample, 0, (state.Open & Kept) | why | Silence(state, sample, rules));
    }

    private static MeterConditions Silence(in MeterState state, in MeterSample sample, MeterRules rules) =>
        state.Latest is not null && sample.At - state.HeardAt > rules.GapAfter ? MeterConditions.Gap : 0;

    private static bool IsUnusual(long usage, TimeSpan elapsed, MeterRules rules) =>
        rules.UsualPerHour is { } usual && usage >= rules.UnusualFrom
        && (Int128)usage * TimeSpan.TicksPerHour > (Int128)usual * rules.UnusualTimes * elapsed.Ticks;

    /// <param name="seen">What the counts show as of this sample; the flags are only asked of the newest one.</param>
    private static Judgement Tell(
        SampleVerdict verdict, in MeterState state, in MeterSample sample, long usage, MeterConditions seen)
    {
        bool newest = sample.At > state.HeardAt;
        MeterConditions flood = state.Open & MeterConditions.Flood;
        MeterConditions stated = newest ? (MeterConditions)sample.Flags : state.Open & MeterConditions.Stated;
        MeterConditions now = stated | seen | flood;
        MeterConditions raised = now & ~state.Open;
        MeterConditions ended = state.Open & ~now;
        MeterState next = state with
        {
            HeardAt = newest ? sample.At : state.HeardAt,
            Open = now & ~Momentary,
            ToldLate = state.ToldLate & ~raised & ~ended,
        };
        return new Judgement(verdict, next, usage, raised, ended);
    }
}
