using System.Globalization;

namespace Strangler.Core.Tariffs.Validation;

/// <summary>Spans of days, both ends inclusive; no end means for ever.</summary>
internal static class Days
{
    public static void Order(DateOnly? from, DateOnly? to, string path, PlanFindings found) => found.AddUnless(
        from is null || to is null || from <= to, path,
        $"It ends on {Shown(to ?? default)}, before it begins on {Shown(from ?? default)}.");

    public static bool Overlap((DateOnly From, DateOnly? To) one, (DateOnly From, DateOnly? To) other) =>
        one.From <= (other.To ?? DateOnly.MaxValue) && other.From <= (one.To ?? DateOnly.MaxValue);

    /// <summary>The first day of a span that none of the others covers; null where there is none.</summary>
    public static DateOnly? FirstUncovered(
        DateOnly from, DateOnly? to, IEnumerable<(DateOnly From, DateOnly? To)> spans)
    {
        DateOnly day = from;
        DateOnly last = to ?? DateOnly.MaxValue;
        foreach ((DateOnly start, DateOnly? end) in spans.OrderBy(span => span.From))
        {
            if (start > day || day > last)
            {
                break;
            }

            if (end is null || end == DateOnly.MaxValue)
            {
                return null;
            }

            day = end >= day ? end.Value.AddDays(1) : day;
        }

        return day <= last ? day : null;
    }

    public static string Shown(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
