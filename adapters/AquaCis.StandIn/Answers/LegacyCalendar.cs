using System.Globalization;
using Strangler.AquaCis.Extract;

namespace Strangler.AquaCis.StandIn.Answers;

/// <summary>Days and months as legacy says and reads them (WIRE-FACTS 8).</summary>
internal static class LegacyCalendar
{
    private const string IsoText = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly string[] Months =
        ["ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC"];

    public static DateOnly Today(TimeProvider clock) => UtilityTime.Today(clock);

    public static DateTimeOffset Now(TimeProvider clock) => UtilityTime.Local(clock.GetUtcNow());

    /// <summary>A dateTime field's value for a day.</summary>
    public static DateTimeOffset? StartOf(DateOnly? day) =>
        day is { } known ? UtilityTime.At(known) : null;

    /// <summary>A day in a text field, as recorded: <c>2024-05-01T00:00:00.000Z</c>.</summary>
    public static string? Text(DateOnly? day) =>
        day?.ToDateTime(TimeOnly.MinValue).ToString(IsoText, CultureInfo.InvariantCulture);

    /// <summary>A wall time in a text field.</summary>
    public static string Text(DateTimeOffset wallTime) => wallTime.ToString(IsoText, CultureInfo.InvariantCulture);

    /// <summary>A month as a period's text, angle brackets included: they stand escaped on the wire.</summary>
    /// <param name="month">1 to 12.</param>
    public static string Period(int month) => $"<{Months[month - 1]}> - <{Months[month - 1]}>";

    /// <summary>A day asked for as text: ISO, with or without a time, or day/month/year; else null.</summary>
    public static DateOnly? Read(string? text)
    {
        string day = text?.Trim().Split('T', ' ')[0] ?? "";
        return DateOnly.TryParseExact(
            day, ["yyyy-MM-dd", "d/M/yyyy", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None,
            out DateOnly known)
            ? known
            : null;
    }

    /// <summary>A dateTime parameter; without an offset it is the utility's time. Null where it is none.</summary>
    public static DateTimeOffset? ReadInstant(string? text)
    {
        if (!DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset when))
        {
            return null;
        }

        int time = text.IndexOf('T', StringComparison.Ordinal);
        return time >= 0 && text.AsSpan(time).IndexOfAny('Z', '+', '-') >= 0
            ? when
            : UtilityTime.At(DateOnly.FromDateTime(when.DateTime), TimeOnly.FromDateTime(when.DateTime));
    }

    /// <summary>The first and last day of a billing period.</summary>
    public static (DateOnly First, DateOnly Last) MonthOf(int year, int month) =>
        (new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)));
}
