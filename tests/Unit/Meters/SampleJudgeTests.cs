using Strangler.Core.Metering;

namespace Strangler.Tests.Unit.Meters;

public sealed class SampleJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly MeterRules FourDials = new() { Range = 10_000 };

    [Fact]
    public void The_first_opens_and_the_next_are_used()
    {
        JudgedMeter meter = new(MeterRules.Default);
        Assert.Equal(SampleVerdict.First, meter.Take(At(0, 100), Now));
        Assert.Equal(SampleVerdict.Latest, meter.Take(At(1, 130), Now));
        Assert.Equal(30, meter.State.Used);
        Assert.Equal(new CountAt(Now.AddHours(-100), 100), meter.State.Opening);
    }

    [Theory]
    [InlineData(1, 130, SampleVerdict.Duplicate)]
    [InlineData(1, 131, SampleVerdict.Contradiction)]
    [InlineData(0, 100, SampleVerdict.Duplicate)]
    [InlineData(0, 99, SampleVerdict.Contradiction)]
    [InlineData(101, 200, SampleVerdict.Future)]
    [InlineData(-24 * 401, 1, SampleVerdict.TooOld)]
    public void What_says_nothing_new_or_nothing_possible_is_discarded(int hour, long litres, SampleVerdict verdict)
    {
        JudgedMeter meter = Of(MeterRules.Default, (0, 100), (1, 130));
        MeterState before = meter.State;
        Assert.Equal(verdict, meter.Take(At(hour, litres), Now));
        Assert.Equal(before with { Arrived = 3 }, meter.State);
        Assert.Equal(1, meter.Tally.Discarded);
    }

    [Theory]
    [InlineData(115, SampleVerdict.Late)]
    [InlineData(100, SampleVerdict.Late)]
    [InlineData(131, SampleVerdict.Questioned)]
    [InlineData(99, SampleVerdict.Questioned)]
    public void A_late_one_must_lie_between_its_neighbours(long litres, SampleVerdict verdict)
    {
        JudgedMeter meter = Of(MeterRules.Default, (0, 100), (2, 130));
        Assert.Equal(verdict, meter.Take(At(1, litres), Now));
        Assert.Equal(30, meter.State.Used);
    }

    [Theory]
    [InlineData(90, false, SampleVerdict.Late, 40)]
    [InlineData(90, true, SampleVerdict.Late, 30)]
    [InlineData(140, false, SampleVerdict.Questioned, 30)]
    public void One_before_the_first_moves_the_opening_unless_a_period_fixed_it(
        long litres, bool isFixed, SampleVerdict verdict, long used)
    {
        JudgedMeter meter = Of(MeterRules.Default, (0, 100), (2, 130));
        meter.State = meter.State with { OpeningIsFixed = isFixed };
        Assert.Equal(verdict, meter.Take(At(-1, litres), Now));
        Assert.Equal(used, meter.State.Used);
    }

    [Fact]
    public void Dials_turn_over_and_it_is_told_once()
    {
        JudgedMeter meter = Of(FourDials, (0, 9_990), (2, 20), (3, 30));
        Assert.Equal(SampleVerdict.Late, meter.Take(At(1, 9_999), Now));
        Assert.Equal(SampleVerdict.Questioned, meter.Take(At(1.5m, 21), Now));
        Assert.Equal(40, meter.State.Used);
        Assert.Equal([MeterConditions.ClockOver], meter.Raised);
        Assert.Empty(meter.Ended);
    }

    [Fact]
    public void A_count_that_fell_is_kept_and_not_rated_and_told_once_until_a_count_fits()
    {
        JudgedMeter meter = Of(MeterRules.Default, (0, 9_000));
        Assert.All(Enumerable.Range(1, 5), hour => Assert.Equal(
            SampleVerdict.Questioned, meter.Take(At(hour, 5_000 + hour), Now)));
        Assert.Equal(SampleVerdict.Latest, meter.Take(At(6, 9_010), Now));
        Assert.Equal([MeterConditions.Reset], meter.Raised);
        Assert.Equal([MeterConditions.Reset], meter.Ended);
        Assert.Equal(10, meter.State.Used);
        Assert.Equal((2, 5, 0), meter.Tally);
    }

    [Fact]
    public void A_meter_that_was_looked_at_counts_on_from_where_it_stands()
    {
        JudgedMeter meter = Of(MeterRules.Default, (0, 9_000), (1, 9_010), (2, 3));
        meter.State = SampleJudge.Restart(meter.State, new CountAt(At(2, 3).At, 3));
        Assert.Equal(SampleVerdict.Latest, meter.Take(At(3, 8), Now));
        Assert.Equal(15, meter.State.Used);
    }

    [Theory]
    [InlineData(25_000, SampleVerdict.Latest)]
    [InlineData(25_001, SampleVerdict.Questioned)]
    public void More_than_can_pass_the_meter_in_the_time_is_questioned(long litres, SampleVerdict verdict) =>
        Assert.Equal(verdict, Of(MeterRules.Default, (0, 0)).Take(At(1, litres), Now));

    [Fact]
    public void A_thousand_readings_with_a_leak_raise_one_alert_and_end_it_once()
    {
        JudgedMeter meter = new(MeterRules.Default);
        for (int count = 0; count < 1_000; count++)
        {
            meter.Take(At(count / 100m, count, MeterFlags.Leak), Now);
        }

        meter.Take(At(11, 1_000), Now);
        meter.Take(At(12, 1_001), Now);
        Assert.Equal([MeterConditions.Leak], meter.Raised);
        Assert.Equal([MeterConditions.Leak], meter.Ended);
    }

    [Fact]
    public void A_late_tamper_is_told_once_and_opens_nothing()
    {
        JudgedMeter meter = Of(MeterRules.Default, (0, 100), (10, 130));
        meter.Take(At(4, 110, MeterFlags.Tamper), Now);
        meter.Take(At(3, 105, MeterFlags.Tamper), Now);
        Assert.Equal([MeterConditions.Tamper], meter.Raised);
        Assert.Equal(MeterConditions.None, meter.State.Open);
    }

    [Fact]
    public void Silence_is_told_by_the_reading_that_ends_it()
    {
        JudgedMeter meter = Of(MeterRules.Default, (0, 100), (26, 130), (53, 140), (54, 141));
        Assert.Equal([MeterConditions.Gap], meter.Raised);
    }

    [Fact]
    public void A_count_that_stands_for_days_is_stuck_until_it_moves()
    {
        JudgedMeter meter = new(MeterRules.Default with { StuckAfter = TimeSpan.FromHours(48) });
        Assert.All([0, 24, 48, 49, 50], hour => meter.Take(At(hour, 100), Now));
        Assert.Equal([MeterConditions.Stuck], meter.Raised);
        meter.Take(At(51, 101), Now);
        Assert.Equal([MeterConditions.Stuck], meter.Ended);
    }

    [Fact]
    public void Much_more_than_the_usual_hour_is_unusual_while_it_lasts()
    {
        JudgedMeter meter = Of(
            MeterRules.Default with { UsualPerHour = 60 }, (0, 0), (1, 600), (2, 1_201), (3, 1_900), (4, 1_950));
        Assert.Equal([MeterConditions.UnusualUse], meter.Raised);
        Assert.Equal([MeterConditions.UnusualUse], meter.Ended);
    }

    [Fact]
    public void A_flood_is_discarded_and_told_once_an_hour()
    {
        JudgedMeter meter = new(MeterRules.Default with { MostPerHour = 10 });
        Assert.All(Enumerable.Range(0, 30), hour => meter.Take(At(hour, hour), Now));
        Assert.Equal((10, 0, 20), meter.Tally);
        Assert.Equal([MeterConditions.Flood], meter.Raised);
        Assert.Equal(SampleVerdict.Latest, meter.Take(At(31, 31), Now.AddHours(1)));
        Assert.Equal([MeterConditions.Flood], meter.Ended);
    }

    [Fact]
    public void A_late_reading_of_the_next_hour_ends_a_flood_as_well()
    {
        JudgedMeter meter = new(MeterRules.Default with { MostPerHour = 10 });
        Assert.All(Enumerable.Range(0, 30), hour => meter.Take(At(hour * 2, hour), Now));
        Assert.Equal(SampleVerdict.Late, meter.Take(At(3, 1), Now.AddHours(1)));
        Assert.Equal([MeterConditions.Flood], meter.Ended);
        Assert.Equal(MeterConditions.None, meter.State.Open);
    }

    private static JudgedMeter Of(MeterRules rules, params (int Hour, long Litres)[] counts)
    {
        JudgedMeter meter = new(rules);
        Array.ForEach(counts, count => meter.Take(At(count.Hour, count.Litres), Now));
        return meter;
    }

    private static MeterSample At(decimal hour, long litres, MeterFlags flags = MeterFlags.None) =>
        new("M", Now.AddHours(-100) + (TimeSpan.FromMinutes(1) * (int)(hour * 60)), litres, null, flags);
}
