using Strangler.Core.Metering;
using Strangler.Core.Rating;

namespace Strangler.Tests.Unit.Meters;

/// <summary>Water between two counts, by the hour in which it passed.</summary>
public sealed class HourlyUsageTests
{
    private const long Turn = 10_000_000;

    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_count_at_the_full_hour_ends_the_hour_before()
    {
        HourlyUsage hours = new();
        hours.Add(new CountAt(Noon, 1_000), new CountAt(Noon.AddHours(1), 1_250), Turn);
        hours.Add(new CountAt(Noon.AddHours(1), 1_250), new CountAt(Noon.AddHours(2), 1_250), Turn);
        Assert.Equal([new UsageSlice(Noon, 0.25m)], hours.ToSlices());
    }

    [Fact]
    public void A_longer_silence_is_spread_evenly_and_over_turning_dials()
    {
        HourlyUsage hours = new();
        hours.Add(new CountAt(Noon.AddMinutes(30), Turn - 40), new CountAt(Noon.AddHours(3), 60), Turn);
        Assert.Equal(
            [
                new UsageSlice(Noon, 0.020m), new UsageSlice(Noon.AddHours(1), 0.040m),
                new UsageSlice(Noon.AddHours(2), 0.040m),
            ],
            hours.ToSlices());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_the_counts_all_hours_add_up_to_what_was_used(int seed)
    {
        Random random = new(seed);
        HourlyUsage hours = new();
        CountAt last = new(Noon, 500);
        for (int count = 0; count < 500; count++)
        {
            CountAt next = new(
                last.At.AddTicks(random.NextInt64(1, TimeSpan.TicksPerDay)), last.Litres + random.Next(7));
            hours.Add(last, next, Turn);
            last = next;
        }

        IReadOnlyList<UsageSlice> slices = hours.ToSlices();
        Assert.Equal(last.Litres - 500, slices.Sum(slice => slice.Quantity) * 1_000);
        Assert.Equal(slices.OrderBy(slice => slice.At), slices);
        Assert.All(slices, slice => Assert.True(slice.Quantity > 0 && slice.At < last.At, $"{slice}"));
    }

    [Fact]
    public void Two_counts_of_one_instant_are_a_mistake() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        new HourlyUsage().Add(new CountAt(Noon, 1), new CountAt(Noon, 2), Turn));
}
