using System.Globalization;
using System.Numerics;
using Strangler.Parity.Reading;

namespace Strangler.Parity.Comparing;

/// <summary>
/// The one form of all texts that mean the same to a field's kind. What is no value of its kind stays as it is.
/// </summary>
internal static class FieldText
{
    private const decimal LargestAmount = 1_000_000_000_000_000m;

    public static bool Same(string left, string right, FieldKind kind) =>
        string.Equals(left, right, StringComparison.Ordinal)
        || (kind != FieldKind.Text && Canonical(left, kind) == Canonical(right, kind));

    public static string Canonical(string text, FieldKind kind) => kind switch
    {
        FieldKind.Text => text,
        FieldKind.Boolean => text.Trim() switch { "1" => "true", "0" => "false", var said => said },
        FieldKind.WholeNumber => WholeNumber(text.Trim()),
        FieldKind.Decimal => Decimal(text.Trim()),
        FieldKind.DateTime => DateTime(text.Trim()),
        FieldKind.Binary => Binary(text),
        _ => text.Trim(),
    };

    /// <summary>
    /// Pesos, where the text says an amount that anybody could owe; others are not counted, only reported.
    /// </summary>
    public static decimal? Amount(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal amount)
        && Math.Abs(amount) <= LargestAmount
            ? amount
            : null;

    private static string WholeNumber(string text) =>
        text.Length < 30
        && BigInteger.TryParse(
            text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : text;

    private static string Decimal(string text)
    {
        // Beyond this, reading would round, and two texts would look the same that are not.
        if (text.Length > 28
            || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal amount))
        {
            return text;
        }

        return amount == 0 ? "0" : amount.ToString("0.############################", CultureInfo.InvariantCulture);
    }

    /// <summary>The instant, where the text names one; a time without an offset is its own.</summary>
    private static string DateTime(string text)
    {
        if (text.Length is < 11 or > 33 || text[10] != 'T' || !HasOffset(text)
            || !DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset instant))
        {
            return LocalTime(text);
        }

        return instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>Fractions of a second without zeros behind.</summary>
    private static string LocalTime(string text) =>
        text.Length > 19 && text[19] == '.' && !HasOffset(text) ? text.TrimEnd('0').TrimEnd('.') : text;

    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || (text.Length > 6 && text[^3] == ':' && text[^6] is '+' or '-');

    /// <summary>Base64 may be broken into lines.</summary>
    private static string Binary(string text) => text.AsSpan().ContainsAny(XmlNames.Blanks)
        ? string.Concat(text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        : text;
}
