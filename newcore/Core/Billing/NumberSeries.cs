using System.Globalization;

namespace Strangler.Core.Billing;

/// <summary>Documents numbered 1, 2, 3... without a gap: of one type, service area and year of issue.</summary>
/// <param name="Prefix">That of the type.</param>
public readonly record struct NumberSeries(string Prefix, short ServiceArea, short Year)
{
    private const int Digits = 8;

    /// <summary>Written <c>F0001-2026-00000012</c>.</summary>
    public string Number(long at) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{ServiceArea:D4}-{Year:D4}-{at:D8}");

    public static bool TryRead(string? number, out NumberSeries series, out long at)
    {
        (series, at) = (default, 0);
        if (number?.Split('-') is not [{ Length: > 4 } head, { Length: 4 } year, { Length: >= Digits } digits]
            || !short.TryParse(head[^4..], NumberStyles.None, CultureInfo.InvariantCulture, out short area)
            || !short.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out short yearOfIssue)
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out at))
        {
            return false;
        }

        series = new NumberSeries(head[..^4], area, yearOfIssue);
        return true;
    }
}
