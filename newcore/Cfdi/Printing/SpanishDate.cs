using System.Globalization;

namespace Strangler.Cfdi.Printing;

/// <summary>Days as customers write them; what is no date stands as it is.</summary>
internal static class SpanishDate
{
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <param name="text">As in the document, local time.</param>
    public static string Moment(string? text) =>
        DateTime.TryParseExact(
            text, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment.ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture)
            : text ?? "";
}
