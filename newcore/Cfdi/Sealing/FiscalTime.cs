namespace Strangler.Cfdi.Sealing;

/// <summary>The local time that documents bear, at the place of issue.</summary>
public static class FiscalTime
{
    /// <summary>Central Mexico; without summer time since 2022.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("America/Mexico_City");

    /// <summary>Whole seconds, cut, without a zone: a document must not be of the future.</summary>
    public static DateTime LocalOf(DateTimeOffset instant)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(instant, Zone);
        long ticks = local.DateTime.Ticks;
        return new DateTime(ticks - (ticks % TimeSpan.TicksPerSecond), DateTimeKind.Unspecified);
    }
}
