namespace Strangler.Core.Prepaid;

/// <summary>When nobody is cut off: at night, at week-ends if so set, on holidays, on days the utility adds.</summary>
/// <param name="From">
/// By the clocks of the contract's zone; where it is later than <paramref name="To"/>, over night.
/// </param>
/// <param name="To">The first minute at which one may be cut off again; equal to From: no hours.</param>
/// <param name="Added">The utility's own days.</param>
public sealed record FriendlyHours(TimeOnly From, TimeOnly To, bool WeekEnds, IReadOnlySet<DateOnly> Added)
{
    /// <summary>Holidays and week-ends together are never longer.</summary>
    private const int LongestDays = 31;

    public static FriendlyHours Usual { get; } = new(new TimeOnly(18, 0), new TimeOnly(8, 0), true,
        new HashSet<DateOnly>());

    public bool IsFriendly(DateTimeOffset now, TimeZoneInfo zone)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(now, zone);
        return IsFriendlyDay(DateOnly.FromDateTime(local.DateTime))
            || IsFriendlyHour(TimeOnly.FromDateTime(local.DateTime));
    }

    /// <summary>The next instant that is not friendly, to the quarter of an hour; now where it is none.</summary>
    /// <remarks>Real time passes in steps, so that changes of clocks need no rule.</remarks>
    public DateTimeOffset EndsAt(DateTimeOffset now, TimeZoneInfo zone)
    {
        const int Minutes = 15;
        DateTimeOffset at = now;
        if (!IsFriendly(at, zone))
        {
            return now;
        }

        long step = TimeSpan.FromMinutes(Minutes).Ticks;
        at = new DateTimeOffset(((now.UtcTicks / step) + 1) * step, TimeSpan.Zero);
        for (int steps = 0; steps < LongestDays * 24 * 60 / Minutes && IsFriendly(at, zone); steps++)
        {
            at += TimeSpan.FromMinutes(Minutes);
        }

        return at;
    }

    private bool IsFriendlyDay(DateOnly day) =>
        (WeekEnds && day.DayOfWeek is (DayOfWeek.Saturday or DayOfWeek.Sunday))
        || MexicanHolidays.IsHoliday(day) || Added.Contains(day);

    private bool IsFriendlyHour(TimeOnly time) => From <= To
        ? time >= From && time < To
        : time >= From || time < To;
}
