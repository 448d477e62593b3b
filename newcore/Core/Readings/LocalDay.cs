namespace Strangler.Core.Readings;

/// <summary>The day and hour of an instant where the utility is: America/Mexico_City.</summary>
public static class LocalDay
{
    private const int Offset = -6;

    /// <summary>The last change of clocks in central Mexico; since then it is UTC-6 the whole year.</summary>
    private static readonly DateTimeOffset Fixed = new(2022, 10, 30, 8, 0, 0, TimeSpan.Zero);

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Mexico_City");

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    public static TimeOnly TimeOf(DateTimeOffset instant) => TimeOnly.FromDateTime(Local(instant).DateTime);

    private static DateTimeOffset Local(DateTimeOffset instant) => instant >= Fixed
        ? instant.ToOffset(TimeSpan.FromHours(Offset))
        : TimeZoneInfo.ConvertTime(instant, Zone);
}
