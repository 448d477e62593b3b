using Strangler.Core.Metering;

namespace Strangler.Tests.Unit.Meters;

/// <summary>Keeps one meter as a store would: counts by instant, the state, how many went where, the alerts.</summary>
internal sealed class JudgedMeter(MeterRules rules)
{
    private readonly SortedList<DateTimeOffset, long> _rated = [];
    private readonly SortedList<DateTimeOffset, long> _questioned = [];
    private readonly HashSet<DateTimeOffset> _restarts = [];

    public MeterState State { get; set; }

    public (int Rated, int Questioned, int Discarded) Tally { get; private set; }

    public List<MeterConditions> Raised { get; } = [];

    public List<MeterConditions> Ended { get; } = [];

    public IEnumerable<DateTimeOffset> Questioned => _questioned.Keys;

    public SampleVerdict Take(MeterSample sample, DateTimeOffset now)
    {
        Judgement judged = SampleJudge.Judge(State, sample, now, rules);
        if (judged.Verdict == SampleVerdict.NeedsNeighbours)
        {
            judged = JudgeLate(judged.State, sample);
        }

        Assert.Equal(State.Used + judged.Usage, judged.State.Used);
        State = judged.State;
        Keep(sample, judged.Verdict);
        Raised.AddRange(judged.Raised == 0 ? [] : [judged.Raised]);
        Ended.AddRange(judged.Ended == 0 ? [] : [judged.Ended]);
        return judged.Verdict;
    }

    public StaffVerdict Decide(StaffDecision decision, DateTimeOffset at)
    {
        CountAt? before = Last(_rated, one => one < at);
        CountAt? after = First(_rated, one => one > at);
        QuestionedReadings kept = new(
            before, [.. Between(before?.At, at)], new CountAt(at, _questioned[at]), [.. Between(at, after?.At)], after,
            after is { } next && _restarts.Contains(next.At));
        StaffVerdict verdict = QuestionedJudge.Decide(decision, State, kept, rules);
        if (verdict is StaffVerdict.Taken taken)
        {
            State = taken.State;
            foreach (CountAt rated in taken.Rated)
            {
                Assert.True(_questioned.Remove(rated.At));
                _rated.Add(rated.At, rated.Litres);
            }

            if (decision == StaffDecision.Restart)
            {
                _restarts.Add(at);
            }
        }

        return verdict;
    }

    /// <summary>The distances between rated counts in order of time, by another way than the judge's.</summary>
    public long Recomputed() => _rated.Zip(_rated.Skip(1), (earlier, later) =>
        _restarts.Contains(later.Key) ? 0 : later.Value >= earlier.Value ? later.Value - earlier.Value
            : later.Value + rules.Range!.Value - earlier.Value).Sum();

    private Judgement JudgeLate(MeterState state, MeterSample sample)
    {
        CountAt? before = Last(_rated, at => at <= sample.At);
        CountAt? after = First(_rated, at => at > sample.At);
        return after is { } next && _restarts.Contains(next.At)
            ? SampleJudge.JudgeBeforeRestart(state, sample, before, rules)
            : SampleJudge.JudgeLate(state, sample, before, after, rules);
    }

    private void Keep(MeterSample sample, SampleVerdict verdict)
    {
        (int rated, int questioned, int discarded) = Tally;
        switch (verdict)
        {
            case SampleVerdict.First or SampleVerdict.Latest or SampleVerdict.Late:
                _rated.Add(sample.At, sample.Litres);
                Tally = (rated + 1, questioned, discarded);
                break;
            case SampleVerdict.Questioned:
                _questioned.TryAdd(sample.At, sample.Litres);
                Tally = (rated, questioned + 1, discarded);
                break;
            default:
                Tally = (rated, questioned, discarded + 1);
                break;
        }
    }

    private IEnumerable<CountAt> Between(DateTimeOffset? after, DateTimeOffset? before) => _questioned
        .Where(one => !(one.Key <= after) && !(one.Key >= before)).Select(one => new CountAt(one.Key, one.Value));

    private static CountAt? Last(SortedList<DateTimeOffset, long> counts, Func<DateTimeOffset, bool> fits) =>
        counts.Keys.Any(fits) ? At(counts, counts.Keys.Last(fits)) : null;

    private static CountAt? First(SortedList<DateTimeOffset, long> counts, Func<DateTimeOffset, bool> fits) =>
        counts.Keys.Any(fits) ? At(counts, counts.Keys.First(fits)) : null;

    private static CountAt At(SortedList<DateTimeOffset, long> counts, DateTimeOffset at) => new(at, counts[at]);
}
