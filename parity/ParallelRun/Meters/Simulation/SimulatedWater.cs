using Strangler.Core.Metering;

namespace Strangler.ParallelRun.Meters.Simulation;

/// <summary>The count of a simulated meter as time goes by: the same for the same seed.</summary>
internal sealed class SimulatedWater(SimulatedMeterPlan plan, Random random)
{
    private const int MostFactor = 2_001;
    private const int LeakPerHour = 20_000;
    private const int PerLitre = 1_000;
    private const int HoursToALeak = 24;

    private readonly int _daily = random.Next(120, 900);

    private long _millilitres = plan.FirstLitres * PerLitre;
    private int _stuckFor;
    private long _sequence;

    public DateTimeOffset At { get; private set; } = plan.Start;

    /// <summary>Litres through the pipe as the meter counted them; turns back count against it.</summary>
    public long Counted => (_millilitres / PerLitre) - plan.FirstLitres;

    /// <summary>Goes on by one interval and reads the count.</summary>
    public MeterSample Next()
    {
        MeterFlags flags = MeterFlags.None;
        long water = Draw(plan.Interval);
        At += plan.Interval;
        if (Happens(MeterBehaviour.Stuck, 500))
        {
            _stuckFor = 200;
        }

        if (_stuckFor-- > 0)
        {
            water = 0;
        }
        else if (Happens(MeterBehaviour.Reversed, 300))
        {
            water = -Math.Min(random.Next(1, 4) * PerLitre, _millilitres);
            flags |= MeterFlags.Reverse;
        }

        _millilitres += water;
        bool leaks = plan.Behaviour.HasFlag(MeterBehaviour.Leak) && (At - plan.Start).TotalHours >= HoursToALeak;
        long litres = _millilitres / PerLitre;
        return new MeterSample(
            plan.Device, At, plan.Range is { } range ? litres % range : litres, ++_sequence,
            flags | (leaks ? MeterFlags.Leak : MeterFlags.None));
    }

    private bool Happens(MeterBehaviour behaviour, int oneIn) =>
        plan.Behaviour.HasFlag(behaviour) && random.Next(oneIn) == 0;

    private long Draw(TimeSpan span)
    {
        long water = 0;
        for (TimeSpan done = TimeSpan.Zero; done < span; done += TimeSpan.FromHours(1))
        {
            TimeSpan step = span - done < TimeSpan.FromHours(1) ? span - done : TimeSpan.FromHours(1);
            long usual = HouseholdWater.Expected(At + done, step, _daily);
            water += usual * random.Next(MostFactor) / (MostFactor / 2);
            water += plan.Behaviour.HasFlag(MeterBehaviour.Leak) ? LeakPerHour * step.Ticks / TimeSpan.TicksPerHour : 0;
        }

        return water;
    }
}
