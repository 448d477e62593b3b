using Strangler.Core.Readings;

namespace Strangler.ParallelRun.Meters.Simulation;

/// <summary>
/// The water of a household hour by hour, local time: a high peak in the morning and a lower one in the evening; at
/// week-ends later, flatter and more.
/// </summary>
internal static class HouseholdWater
{
    /// <summary>Per mille of a working day, by hour.</summary>
    private static readonly int[] WorkingDay =
    [
        6, 4, 4, 4, 10, 40, 110, 120, 80, 50, 40, 38, 40, 45, 40, 32, 30, 35, 50, 70, 72, 50, 20, 10,
    ];

    /// <summary>In sum a seventh more than on a working day.</summary>
    private static readonly int[] WeekEnd =
    [
        10, 6, 4, 4, 6, 14, 34, 70, 105, 120, 105, 85, 72, 70, 60, 50, 45, 45, 50, 60, 55, 40, 20, 14,
    ];

    /// <param name="daily">Litres of a working day.</param>
    /// <returns>Millilitres that are expected from an instant on, within its local hour.</returns>
    public static long Expected(DateTimeOffset from, TimeSpan span, int daily)
    {
        DayOfWeek day = LocalDay.Of(from).DayOfWeek;
        int[] hours = day is DayOfWeek.Saturday or DayOfWeek.Sunday ? WeekEnd : WorkingDay;
        return (long)daily * hours[LocalDay.TimeOf(from).Hour] * span.Ticks / TimeSpan.TicksPerHour;
    }
}
