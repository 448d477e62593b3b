using System.Globalization;
using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Translation;

/// <summary>Days, months and times in text fields, as legacy writes and reads them (WIRE-FACTS 8).</summary>
internal static class WireDay
{
    private const string ReadingForm = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private static readonly string[] Read = ["yyyy-MM-dd", "d/M/yyyy", "yyyyMMdd"];

    private static readonly string[] Months =
        ["ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC"];

    private static readonly string[] Periods = [.. Months.Select(month => $"<{month}> - <{month}>")];

    /// <summary>A day, as recorded: <c>2024-05-01T00:00:00.000Z</c>.</summary>
    public static string Text(DateOnly day) => string.Create(
        CultureInfo.InvariantCulture, $"{day.Year:0000}-{day.Month:00}-{day.Day:00}T00:00:00.000Z");

    /// <summary>What the utility's clock shows, in the same form: the Z is legacy's, and says nothing.</summary>
    /// <param name="local">At the utility.</param>
    public static string Text(DateTimeOffset local) => local.ToString(ReadingForm, CultureInfo.InvariantCulture);

    /// <summary>Angle brackets included: they stand escaped on the wire.</summary>
    /// <param name="period">1 to 12.</param>
    public static string Period(int period) => Periods[period - 1];

    /// <summary>A day asked for: ISO, with or without a time, or day/month/year; else null.</summary>
    public static DateOnly? In(WireRecord request, string field)
    {
        string day = request.Text(field)?.Trim().Split('T', ' ')[0] ?? "";
        return DateOnly.TryParseExact(
            day, Read, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly known)
            ? known
            : null;
    }
}
