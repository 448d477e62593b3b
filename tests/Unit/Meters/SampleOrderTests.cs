using Strangler.Core.Metering;

namespace Strangler.Tests.Unit.Meters;

public sealed class SampleOrderTests
{
    private const int Worlds = 150;
    private const int Orders = 6;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void In_whatever_order_and_however_often_readings_arrive_the_same_water_is_used(int seed)
    {
        Random random = new(seed);
        for (int world = 0; world < Worlds; world++)
        {
            MeterRules rules = new() { Range = random.Next(3) == 0 ? null : 20_000 };
            MeterSample[] truth = Truth(random, rules, out long used);
            for (int order = 0; order < Orders; order++)
            {
                MeterSample[] arriving = [.. truth, .. truth.Where(_ => random.Next(3) == 0)];
                random.Shuffle(arriving);
                JudgedMeter meter = TakeAll(rules, arriving);
                Assert.Equal(used, meter.State.Used);
                Assert.Equal((truth.Length, 0, arriving.Length - truth.Length), meter.Tally);
            }
        }
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Whatever_arrives_what_is_used_is_recomputed_from_what_was_rated_and_nothing_is_lost(int seed)
    {
        Random random = new(seed);
        for (int world = 0; world < Worlds; world++)
        {
            MeterRules rules = new() { Range = 20_000, MostPerHour = 70 };
            MeterSample[] arriving = [.. Enumerable.Range(0, 80).Select(_ => new MeterSample(
                "M", Start.AddHours(random.Next(-10, 90)), random.Next(0, 21_000), null,
                (MeterFlags)random.Next(512)))];
            JudgedMeter meter = TakeAll(rules, arriving);
            Assert.Equal(meter.Recomputed(), meter.State.Used);
            (int rated, int questioned, int discarded) = meter.Tally;
            Assert.Equal(arriving.Length, rated + questioned + discarded);
        }
    }

    [Theory]
    [InlineData(31)]
    public void A_condition_begins_and_ends_in_turns(int seed)
    {
        Random random = new(seed);
        MeterRules rules = new() { Range = 20_000, UsualPerHour = 1, GapAfter = TimeSpan.FromHours(5) };
        MeterConditions open = MeterConditions.None;
        const MeterConditions Momentary = MeterConditions.Gap | MeterConditions.ClockOver;
        MeterState state = default;
        for (int hour = 0; hour < 5_000; hour += random.Next(1, 8))
        {
            MeterSample sample = new(
                "M", Start.AddHours(hour), random.Next(20_000), null, (MeterFlags)random.Next(512));
            Judgement judged = SampleJudge.Judge(state, sample, sample.At, rules);
            Assert.Equal(MeterConditions.None, judged.Raised & open);
            Assert.Equal(judged.Ended, judged.Ended & open);
            open = (open & ~judged.Ended) | (judged.Raised & ~Momentary);
            Assert.Equal(open, judged.State.Open);
            state = judged.State;
        }
    }

    private static JudgedMeter TakeAll(MeterRules rules, MeterSample[] arriving)
    {
        JudgedMeter meter = new(rules);
        Array.ForEach(arriving, sample => meter.Take(sample, Start.AddDays(4)));
        return meter;
    }

    /// <summary>Less than half a turn of the dials in all, so that no order can mistake it.</summary>
    private static MeterSample[] Truth(Random random, MeterRules rules, out long used)
    {
        int count = random.Next(1, 40);
        long litres = random.Next(20_000);
        DateTimeOffset at = Start;
        MeterSample[] samples = new MeterSample[count];
        for (int index = 0; index < count; index++)
        {
            samples[index] = new MeterSample("M", at, rules.Range is { } range ? litres % range : litres, index, 0);
            at += TimeSpan.FromMinutes(random.Next(1, 120));
            litres += random.Next(3) == 0 ? 0 : random.Next(200);
        }

        used = UsedOf(samples, rules);
        return samples;
    }

    private static long UsedOf(MeterSample[] samples, MeterRules rules) =>
        samples.Zip(samples.Skip(1), (earlier, later) => later.Litres >= earlier.Litres
            ? later.Litres - earlier.Litres
            : later.Litres + rules.Range!.Value - earlier.Litres).Sum();
}
