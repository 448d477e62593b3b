namespace Strangler.Postgres.Metering;

/// <summary>The instant at which a day begins where the utility is.</summary>
internal static class LocalMidnight
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Mexico_City");

    public static DateTimeOffset Of(DateOnly day)
    {
        DateTimeOffset midnight = new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return midnight - Zone.GetUtcOffset(midnight.DateTime);
    }
}
