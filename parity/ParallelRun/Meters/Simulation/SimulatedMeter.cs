using Strangler.Core.Metering;

namespace Strangler.ParallelRun.Meters.Simulation;

/// <summary>What a meter sends, in the order in which it arrives. The same plan and seed send the same.</summary>
internal sealed class SimulatedMeter(SimulatedMeterPlan plan, int seed)
{
    private const int LongestOutage = 48;

    private readonly Random _random = new(seed);
    private readonly SimulatedWater _water = new(plan, new Random(~seed));
    private readonly Queue<MeterSample> _kept = new();

    private MeterSample? _late;
    private int _lateFor;
    private int _awayFor;

    public string Device => plan.Device;

    /// <summary>Litres that the meter counted so far.</summary>
    public long Counted => _water.Counted;

    /// <summary>The instant of the newest count, sent or not.</summary>
    public DateTimeOffset At => _water.At;

    /// <summary>Goes on by one interval.</summary>
    /// <returns>What arrives: nothing during an outage, all of it afterwards, some readings late or twice.</returns>
    public IReadOnlyList<MeterSample> Next()
    {
        List<MeterSample> arrives = [];
        MeterSample sample = _water.Next();
        if (_awayFor == 0 && Happens(MeterBehaviour.Outage, 400))
        {
            _awayFor = _random.Next(3, LongestOutage);
        }

        if (_awayFor > 0)
        {
            _awayFor--;
            _kept.Enqueue(sample);
            return arrives;
        }

        while (_kept.TryDequeue(out MeterSample kept))
        {
            arrives.Add(kept);
        }

        SendOrHold(sample, arrives);
        return arrives;
    }

    /// <summary>What was not sent yet: at the end of a simulation nothing may be missing.</summary>
    public IReadOnlyList<MeterSample> Rest()
    {
        List<MeterSample> rest = [.. _kept];
        rest.AddRange(_late is { } late ? [late] : []);
        _kept.Clear();
        _late = null;
        return rest;
    }

    private void SendOrHold(MeterSample sample, List<MeterSample> arrives)
    {
        if (_late is null && Happens(MeterBehaviour.Late, 50))
        {
            _late = sample;
            _lateFor = _random.Next(1, 6);
            return;
        }

        arrives.Add(sample);
        if (Happens(MeterBehaviour.Duplicates, 30))
        {
            arrives.Add(sample);
        }

        if (_late is { } late && --_lateFor <= 0)
        {
            arrives.Add(late);
            _late = null;
        }
    }

    private bool Happens(MeterBehaviour behaviour, int oneIn) =>
        plan.Behaviour.HasFlag(behaviour) && _random.Next(oneIn) == 0;
}
