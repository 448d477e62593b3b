using Strangler.Core.Metering;
using Strangler.Meters.Payloads;
using Strangler.ParallelRun.Meters.Simulation;

namespace Strangler.Tests.Unit.Meters;

public sealed class SimulatedMeterTests
{
    private const int Month = 24 * 30;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_seed_sends_the_same()
    {
        const MeterBehaviour All = (MeterBehaviour)127;
        Assert.Equal(Send(All, 5), Send(All, 5));
        Assert.NotEqual(Send(All, 5), Send(All, 6));
    }

    [Theory]
    [InlineData((int)MeterBehaviour.None)]
    [InlineData((int)MeterBehaviour.ClockOver)]
    [InlineData((int)(MeterBehaviour.Late | MeterBehaviour.Duplicates | MeterBehaviour.Outage))]
    [InlineData((int)(MeterBehaviour.Leak | MeterBehaviour.Stuck | MeterBehaviour.ClockOver | MeterBehaviour.Late))]
    public void Decoded_and_judged_a_month_is_what_the_meter_counted(int behaviour)
    {
        SimulatedMeterPlan plan = Plan((MeterBehaviour)behaviour);
        SimulatedMeter simulated = new(plan, 3);
        JudgedMeter judged = new(new MeterRules { Range = plan.Range });
        CountAt opening = new(Start, plan.FirstLitres);
        judged.State = new MeterState { Opening = opening, OpeningIsFixed = true, Latest = opening };
        PayloadDecoder decoder = new();
        for (int hour = 0; hour <= Month; hour++)
        {
            IReadOnlyList<MeterSample> arrives = hour == Month ? simulated.Rest() : simulated.Next();
            foreach (byte[] payload in OwnPayload.Encode(arrives))
            {
                List<MeterSample> read = [];
                Assert.True(decoder.Decode(OwnPayload.Topic("M-1"), payload, simulated.At, read).IsRead);
                read.ForEach(sample => judged.Take(sample, simulated.At));
            }
        }

        Assert.Equal(simulated.Counted, judged.State.Used);
        Assert.Equal(Month, judged.Tally.Rated);
        Assert.Equal(0, judged.Tally.Questioned);
    }

    [Fact]
    public void Mornings_are_the_peak_of_a_working_day_and_nights_are_quiet()
    {
        SimulatedMeter meter = new(Plan(MeterBehaviour.None), 9);
        long[] counts = [.. Enumerable.Range(0, 5 * 24).Select(_ => meter.Next()[0].Litres)];
        long[] byHour = new long[24];
        for (int hour = 1; hour < counts.Length; hour++)
        {
            byHour[hour % 24] += counts[hour] - counts[hour - 1];
        }

        Assert.True(byHour[7] > 4 * byHour[2] && byHour[20] > 4 * byHour[2]);
    }

    [Fact]
    public void A_reversed_meter_is_questioned_and_told()
    {
        SimulatedMeter meter = new(Plan(MeterBehaviour.Reversed), 4);
        JudgedMeter judged = new(MeterRules.Default);
        for (int hour = 0; hour < Month; hour++)
        {
            judged.Take(meter.Next()[0], meter.At);
        }

        Assert.Contains(judged.Raised, raised => raised.HasFlag(MeterConditions.Reverse | MeterConditions.Reset));
        Assert.InRange(judged.State.Used, meter.Counted - 2_000, meter.Counted + 100);
    }

    private static SimulatedMeterPlan Plan(MeterBehaviour behaviour) =>
        SimulatedMeterPlan.Usual("M-1", Start, TimeSpan.FromHours(1), behaviour);

    private static List<MeterSample> Send(MeterBehaviour behaviour, int seed)
    {
        SimulatedMeter meter = new(Plan(behaviour), seed);
        return [.. Enumerable.Range(0, Month).SelectMany(_ => meter.Next())];
    }
}
