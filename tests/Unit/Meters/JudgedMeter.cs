using Strangler.Core.Metering;

namespace Strangler.Tests.Unit.Meters;

/// <summary>Keeps one meter as a store would: rated counts by instant, the state, the tally and the alerts.</summary>
internal sealed class JudgedMeter(MeterRules rules)
{
    private readonly SortedList<DateTimeOffset, long> _rated = [];

    public MeterState State { get; set; }

    public SampleTally Tally { get; private set; }

    public List<MeterConditions> Raised { get; } = [];

    public List<MeterConditions> Ended { get; } = [];

    public SampleVerdict Take(MeterSample sample, DateTimeOffset now)
    {
        Judgement judged = SampleJudge.Judge(State, sample, now, rules);
        if (judged.Verdict == SampleVerdict.NeedsNeighbours)
        {
            judged = SampleJudge.JudgeLate(
                judged.State, sample, Last(at => at <= sample.At), First(at => at > sample.At), rules);
        }

        Assert.Equal(State.Used + judged.Usage, judged.State.Used);
        State = judged.State;
        Tally = Tally.Add(judged.Share);
        if (judged.Share == SampleShare.Rated)
        {
            _rated.Add(sample.At, sample.Litres);
        }

        Raised.AddRange(judged.Raised == 0 ? [] : [judged.Raised]);
        Ended.AddRange(judged.Ended == 0 ? [] : [judged.Ended]);
        return judged.Verdict;
    }

    /// <summary>The distances between rated counts in order of time, by another way than the judge's.</summary>
    public long Recomputed() => _rated.Values.Zip(_rated.Values.Skip(1), (earlier, later) =>
        later >= earlier ? later - earlier : later + rules.Range!.Value - earlier).Sum();

    private CountAt? Last(Func<DateTimeOffset, bool> fits) =>
        _rated.Keys.Any(fits) ? At(_rated.Keys.Last(fits)) : null;

    private CountAt? First(Func<DateTimeOffset, bool> fits) =>
        _rated.Keys.Any(fits) ? At(_rated.Keys.First(fits)) : null;

    private CountAt At(DateTimeOffset at) => new(at, _rated[at]);
}
