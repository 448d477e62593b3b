using Strangler.Core.Metering;

namespace Strangler.Tests.Unit.Meters;

/// <summary>What becomes of questioned readings when somebody says what one of them is.</summary>
public sealed class QuestionedJudgeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly MeterRules Rules = new() { Range = 1_000_000 };

    [Fact]
    public void After_a_restart_what_was_questioned_since_counts_and_what_comes_goes_on()
    {
        JudgedMeter meter = Of((0, 9_000), (1, 9_010), (2, 3), (3, 8), (4, 400_000), (5, 20));
        Assert.Equal((2, 4, 0), meter.Tally);
        StaffVerdict.Taken taken = Taken(meter.Decide(StaffDecision.Restart, At(2)));
        Assert.Equal([3, 8, 20], taken.Rated.Select(one => one.Litres));
        Assert.Equal(SampleVerdict.Latest, meter.Take(Sample(6, 30), At(10)));
        Assert.Equal(10 + 27, meter.State.Used);
        Assert.Equal(meter.Recomputed(), meter.State.Used);
        Assert.Equal(MeterConditions.None, meter.State.Open);
    }

    [Fact]
    public void What_still_does_not_fit_stays_questioned_and_its_condition_open()
    {
        JudgedMeter meter = Of((0, 9_000), (1, 3), (2, 400_000));
        Taken(meter.Decide(StaffDecision.Restart, At(1)));
        Assert.Equal([At(2)], meter.Questioned);
        Assert.Equal(MeterConditions.Jump, meter.State.Open);
    }

    [Fact]
    public void A_burst_that_was_true_is_charged_whole_with_what_led_up_to_it()
    {
        JudgedMeter meter = Of((0, 0), (1, 40_000), (2, 80_000), (3, 120_000), (4, 130_000));
        StaffVerdict.Taken taken = Taken(meter.Decide(StaffDecision.Accept, At(3)));
        Assert.Equal([40_000, 80_000, 120_000, 130_000], taken.Rated.Select(one => one.Litres));
        Assert.Equal(130_000, meter.State.Used);
        Assert.Equal(MeterConditions.None, meter.State.Open);
    }

    [Fact]
    public void An_old_jump_that_the_next_count_bears_out_can_be_accepted_and_changes_no_sum()
    {
        JudgedMeter meter = Of((0, 0), (1, 30_000), (2, 30_500));
        Assert.Equal(30_500, meter.State.Used);
        Assert.Equal([30_000], Taken(meter.Decide(StaffDecision.Accept, At(1))).Rated.Select(one => one.Litres));
        Assert.Equal((30_500, 30_500), (meter.State.Used, meter.Recomputed()));
    }

    [Theory]
    [InlineData(StaffDecision.Accept, 3, StaffRefusal.Fell)]
    [InlineData(StaffDecision.Accept, 2_000_000, StaffRefusal.BeyondDials)]
    [InlineData(StaffDecision.Restart, 2_000_000, StaffRefusal.BeyondDials)]
    public void What_cannot_be_is_refused_and_nothing_changes(
        StaffDecision decision, long litres, StaffRefusal refusal)
    {
        JudgedMeter meter = Of((0, 9_000), (1, litres));
        MeterState before = meter.State;
        Assert.Equal(new StaffVerdict.Refused(refusal), meter.Decide(decision, At(1)));
        Assert.Equal((before, 1), (meter.State, meter.Questioned.Count()));
    }

    [Theory]
    [InlineData(StaffDecision.Accept, 100_000)]
    [InlineData(StaffDecision.Restart, 100_000)]
    public void A_glitch_between_rated_counts_can_be_neither(StaffDecision decision, long litres)
    {
        JudgedMeter meter = Of((0, 9_000), (1, litres), (2, 9_010));
        Assert.Equal(
            new StaffVerdict.Refused(StaffRefusal.NextDoesNotFollow), meter.Decide(decision, At(1)));
    }

    [Fact]
    public void A_late_reading_before_a_restart_is_bounded_by_what_is_before_it_alone()
    {
        JudgedMeter meter = Of((0, 9_000), (4, 3));
        Taken(meter.Decide(StaffDecision.Restart, At(4)));
        Assert.Equal(SampleVerdict.Late, meter.Take(Sample(2, 9_050), At(10)));
        Assert.Equal(SampleVerdict.Questioned, meter.Take(Sample(3, 1), At(10)));
        Assert.Equal(SampleVerdict.Duplicate, meter.Take(Sample(2, 9_050), At(10)));
        Assert.Equal((50, 50), (meter.State.Used, meter.Recomputed()));
    }

    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    public void Whatever_is_decided_what_is_used_is_recomputed_from_what_is_rated(int seed)
    {
        Random random = new(seed);
        int taken = 0;
        for (int world = 0; world < 300; world++)
        {
            JudgedMeter meter = new(Rules);
            long count = 5_000;
            HashSet<int> sent = [];
            for (int hour = 0; hour < 60; hour++)
            {
                count = random.Next(12) == 0 ? random.Next(500_000) : count + random.Next(200);
                int of = hour - (random.Next(6) == 0 ? random.Next(10) : 0);
                if (sent.Add(of))
                {
                    meter.Take(Sample(of, count), At(90));
                }

                if (random.Next(5) == 0 && meter.Questioned.ToArray() is { Length: > 0 } questioned)
                {
                    StaffVerdict verdict = meter.Decide(
                        (StaffDecision)random.Next(2), questioned[random.Next(questioned.Length)]);
                    taken += verdict is StaffVerdict.Taken ? 1 : 0;
                }

                Assert.Equal(meter.Recomputed(), meter.State.Used);
            }
        }

        Assert.True(taken > 500, $"{taken} decisions");
    }

    private static StaffVerdict.Taken Taken(StaffVerdict verdict) => Assert.IsType<StaffVerdict.Taken>(verdict);

    private static JudgedMeter Of(params (int Hour, long Litres)[] counts)
    {
        JudgedMeter meter = new(Rules);
        Array.ForEach(counts, one => meter.Take(Sample(one.Hour, one.Litres), At(90)));
        return meter;
    }

    private static DateTimeOffset At(int hour) => Start.AddHours(hour);

    private static MeterSample Sample(int hour, long litres) => new("M", At(hour), litres, null, 0);
}
