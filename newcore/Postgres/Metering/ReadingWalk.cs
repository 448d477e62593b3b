using Strangler.Core.Metering;
using Strangler.Core.Readings;

namespace Strangler.Postgres.Metering;

/// <summary>Adds a batch's samples to where their meters stand, each meter's in order of time.</summary>
internal sealed class ReadingWalk(ReadingWork work, GroupCalendars calendars, DateTimeOffset now)
{
    private (int Device, CountAt Count)? _lateBefore;
    private (int Device, CountAt Count)? _kept;

    /// <param name="late">By place, what is kept around those that came late.</param>
    public void Take(IReadOnlyDictionary<int, Neighbours> late)
    {
        foreach (int place in work.Order)
        {
            MeteredDevice device = work.Device(place);
            MeterSample sample = work.Sample(place);
            if (!work.IsHeld(device))
            {
                continue;
            }

            SampleFate fate = !device.IsIn(sample.At) ? SampleFate.NotInstalled
                : SameInstant(device, sample, late.GetValueOrDefault(place).Same)
                    ?? Take(device, sample, late, place);
            work.Fates[place] = fate;
            if (fate is SampleFate.Rated or SampleFate.Questioned)
            {
                _kept = (device.Number, new CountAt(sample.At, sample.Litres));
                work.Readings.Add(new CountedReading(device.Number, sample, fate == SampleFate.Rated));
            }
        }
    }

    /// <summary>Kept already, rated or questioned, in this batch or before.</summary>
    private SampleFate? SameInstant(MeteredDevice device, in MeterSample sample, long? kept)
    {
        if (_kept is { } last && last.Device == device.Number && last.Count.At == sample.At)
        {
            kept = last.Count.Litres;
        }

        return kept is not { } litres ? null
            : litres == sample.Litres ? SampleFate.Duplicate : SampleFate.Contradiction;
    }

    private SampleFate Take(
        MeteredDevice device, in MeterSample sample, IReadOnlyDictionary<int, Neighbours> late, int place)
    {
        MeterStanding standing = work.Standing(device);
        Enter(device, standing, sample);
        Judgement judged = SampleJudge.Judge(standing.State, sample, now, device.Rules);
        if (judged.Verdict == SampleVerdict.NeedsNeighbours)
        {
            judged = JudgeLate(device, judged.State, sample, late.GetValueOrDefault(place));
        }

        standing.Set(judged.State);
        if ((judged.Raised | judged.Ended) != 0)
        {
            work.Alerts.Add(new AlertChange(standing.Contract, device.Number, judged.Raised, judged.Ended, sample.At));
        }

        return FateOf(judged.Verdict);
    }

    /// <summary>Of a new cycle the last count before it is the opening; of the first ever, itself.</summary>
    private void Enter(MeteredDevice device, MeterStanding standing, in MeterSample sample)
    {
        DateOnly day = LocalDay.Of(sample.At);
        if (standing.Cycle.Has(day) || sample.At <= standing.State.Latest?.At
            || sample.At > now + device.Rules.FutureAfter || calendars.Of(device.Group, day) is not { } cycle)
        {
            return;
        }

        if (standing is { Cycle.Number: > 0, State: { Opening: { } opening, Latest: { } latest } })
        {
            work.Closed.Add(new ClosedCycle(
                standing.Contract, standing.Device, standing.Cycle, opening, standing.State.Used, latest.At));
        }

        standing.Cycle = cycle;
        if (standing.State.Latest is { } last)
        {
            standing.Set(standing.State with { Opening = last, OpeningIsFixed = true, Used = 0 });
        }
    }

    private Judgement JudgeLate(
        MeteredDevice device, in MeterState state, in MeterSample sample, Neighbours around)
    {
        CountAt? before = around.Before;
        if (_lateBefore is { } taken && taken.Device == device.Number && !(before?.At > taken.Count.At))
        {
            before = taken.Count;
        }

        Judgement judged = around.AfterBegins
            ? SampleJudge.JudgeBeforeRestart(state, sample, before, device.Rules)
            : SampleJudge.JudgeLate(state, sample, before, around.After, device.Rules);
        if (judged.Verdict == SampleVerdict.Late)
        {
            _lateBefore = (device.Number, new CountAt(sample.At, sample.Litres));
            if (CycleOf(device, sample.At) is { } cycle)
            {
                work.Late.Add((device.Contract, cycle));
                if (before is null || around.AfterBegins
                    || !cycle.Has(LocalDay.Of((around.After ?? state.Latest)!.Value.At)))
                {
                    work.Recounts.Add((device, cycle));
                }
            }
        }

        return judged;
    }

    private CycleDays? CycleOf(MeteredDevice device, DateTimeOffset at) =>
        calendars.Of(device.Group, LocalDay.Of(at));

    private static SampleFate FateOf(SampleVerdict verdict) => verdict switch
    {
        SampleVerdict.First or SampleVerdict.Latest or SampleVerdict.Late => SampleFate.Rated,
        SampleVerdict.Questioned => SampleFate.Questioned,
        SampleVerdict.Duplicate => SampleFate.Duplicate,
        SampleVerdict.Contradiction => SampleFate.Contradiction,
        SampleVerdict.TooOld => SampleFate.TooOld,
        SampleVerdict.Future => SampleFate.Future,
        SampleVerdict.Flood => SampleFate.Flood,
        _ => throw new InvalidOperationException($"A sample is not judged: {verdict}."),
    };
}
