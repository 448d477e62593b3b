namespace Strangler.AquaCis.Extract;

/// <summary>The clock on the utility's wall: AquaCIS keeps local times and dates without an offset.</summary>
public static class UtilityTime
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("America/Mexico_City");

    /// <summary>What the calendar on the utility's wall shows.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(Local(clock.GetUtcNow()).DateTime);

    /// <summary>The instant at which the utility's wall clock shows this date and time.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time = default) =>
        new(day, time, Zone.GetUtcOffset(day.ToDateTime(time)));

    /// <summary>The same instant with the utility's offset.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}
