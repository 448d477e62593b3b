using System.Globalization;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>Days and months as legacy says and reads them (WIRE-FACTS 8).</summary>
internal static class LegacyCalendar
{
    private const string IsoText = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly TimeSpan Queretaro = TimeSpan.FromHours(-6);

    private static readonly string[] Months =
        ["ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC"];

    /// <summary>What the calendar on the wall in Querétaro shows; it has known no summer time since 2022.</summary>
    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(Now(clock).DateTime);

    public static DateTimeOffset Now(TimeProvider clock) => clock.GetUtcNow().ToOffset(Queretaro);

    /// <summary>A dateTime field's value for a day.</summary>
    public static DateTimeOffset? StartOf(DateOnly? day) =>
        day is { } known ? new DateTimeOffset(known.ToDateTime(TimeOnly.MinValue), Queretaro) : null;

    /// <summary>A dateTime field's value for a wall time.</summary>
    public static DateTimeOffset Local(DateTimeOffset wallTime) => new(wallTime.DateTime, Queretaro);

    /// <summary>A day in a text field, as recorded: <c>2024-05-01T00:00:00.000Z</c>.</summary>
    public static string? Text(DateOnly? day) =>
        day?.ToDateTime(TimeOnly.MinValue).ToString(IsoText, CultureInfo.InvariantCulture);

    /// <summary>A wall time in a text field.</summary>
    public static string Text(DateTimeOffset wallTime) => wallTime.ToString(IsoText, CultureInfo.InvariantCulture);

    /// <summary>A month as a period's text, angle brackets included: they stand escaped on the wire.</summary>
    /// <param name="month">1 to 12.</param>
    public static string Period(int month) => $"<{Months[month - 1]}> - <{Months[month - 1]}>";

    /// <summary>A day asked for as text: ISO, with or without a time, or day/month/year; null where it is neither.</summary>
    public static DateOnly? Read(string? text)
    {
        string day = text?.Trim().Split('T', ' ')[0] ?? "";
        return DateOnly.TryParseExact(
            day, ["yyyy-MM-dd", "d/M/yyyy", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly known)
            ? known
            : null;
    }

    /// <summary>A dateTime parameter; without an offset it is Querétaro's time. Null where it is none.</summary>
    public static DateTimeOffset? ReadInstant(string? text)
    {
        if (!DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset when))
        {
            return null;
        }

        int time = text.IndexOf('T', StringComparison.Ordinal);
        return time >= 0 && text.AsSpan(time).IndexOfAny('Z', '+', '-') >= 0 ? when : Local(when);
    }

    /// <summary>The first and last day of a billing period.</summary>
    public static (DateOnly First, DateOnly Last) MonthOf(int year, int month) =>
        (new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)));
}
