using Strangler.Core.Metering;

namespace Strangler.Tests.Unit.Meters;

/// <summary>How much water can pass a meter.</summary>
public sealed class MeterSizesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 25_000)]
    [InlineData(13, 3_125)]
    [InlineData(15, 3_125)]
    [InlineData(50, 50_000)]
    [InlineData(90, 200_000)]
    [InlineData(100, 200_000)]
    [InlineData(300, 2_000_000)]
    [InlineData(400, 2_000_000)]
    public void The_overload_flow_of_the_size_or_the_next_larger_one(int millimetres, long litres) =>
        Assert.Equal(litres, MeterSizes.HighestFlow(millimetres));

    [Theory]
    [InlineData(100, SampleVerdict.Latest)]
    [InlineData(15, SampleVerdict.Questioned)]
    public void Eighty_cubic_metres_in_an_hour_are_water_for_a_large_meter_and_a_jump_for_a_small_one(
        int millimetres, SampleVerdict expected)
    {
        MeterRules rules = MeterRules.Default with { HighestFlow = MeterSizes.HighestFlow(millimetres) };
        MeterState state = SampleJudge.Judge(default, new MeterSample("m", Noon, 0, null, 0), Noon, rules).State;

        Judgement judged = SampleJudge.Judge(
            state, new MeterSample("m", Noon.AddHours(1), 80_000, null, 0), Noon.AddHours(1), rules);

        Assert.Equal(expected, judged.Verdict);
        Assert.Equal(expected == SampleVerdict.Latest ? 80_000 : 0, judged.State.Used);
    }
}
