using System.Runtime.InteropServices;
using Strangler.Core.Billing;

namespace Strangler.Core.Readings;

/// <summary>
/// From what the meters showed to what is billed: each meter's differences in order of time, modulo its dials, all
/// meters of the service added. The order in which readings are given, and how often, does not matter.
/// </summary>
public static class ConsumptionCalculator
{
    private const int OnStack = 32;

    /// <summary>At most this many readings of one contract in one period.</summary>
    public const int MostReadings = 100_000;

    public static ConsumptionOutcome Measure(BillInput input, ConsumptionRules rules)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Measure(
            CollectionsMarshal.AsSpan(input.Meters), CollectionsMarshal.AsSpan(input.Readings),
            input.Facts.PeriodStart, input.Facts.PeriodEnd, rules);
    }

    /// <param name="readings">Those of the period and the last before it of each meter, in any order.</param>
    public static ConsumptionOutcome Measure(
        ReadOnlySpan<Meter> meters, ReadOnlySpan<MeterReading> readings, DateOnly first, DateOnly last,
        ConsumptionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (readings.Length > MostReadings)
        {
            throw new ArgumentException($"At most {MostReadings} readings.", nameof(readings));
        }

        ReadingWalk walk = new(first, last, rules);
        if (InOrder(readings))
        {
            return walk.Over(meters, readings);
        }

        Span<MeterReading> sorted = readings.Length <= OnStack
            ? stackalloc MeterReading[OnStack] : new MeterReading[readings.Length];
        sorted = sorted[..readings.Length];
        readings.CopyTo(sorted);
        sorted.Sort(Compare);
        return walk.Over(meters, sorted);
    }

    private static bool InOrder(ReadOnlySpan<MeterReading> readings)
    {
        for (int at = 1; at < readings.Length; at++)
        {
            if (Compare(readings[at - 1], readings[at]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>By meter and time; a first reading before, a last one after others of its instant.</summary>
    private static int Compare(MeterReading left, MeterReading right)
    {
        int order = left.Meter.CompareTo(right.Meter);
        order = order != 0 ? order : left.ReadAt.CompareTo(right.ReadAt);
        order = order != 0 ? order : Rank(left.Kind).CompareTo(Rank(right.Kind));
        order = order != 0 ? order : left.Revision.CompareTo(right.Revision);
        return order != 0 ? order : left.Dials.CompareTo(right.Dials);
    }

    internal static int Rank(ReadingKind kind) => kind switch
    {
        ReadingKind.Initial => 0,
        ReadingKind.Final => 2,
        _ => 1,
    };
}
