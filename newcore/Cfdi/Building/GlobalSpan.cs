using System.Globalization;
using Strangler.Cfdi.Documents;

namespace Strangler.Cfdi.Building;

/// <summary>The days a global document is for.</summary>
/// <param name="Frequency">c_Periodicidad.</param>
/// <param name="To">The last day, inclusive; its month is the document's.</param>
public readonly record struct GlobalSpan(string Frequency, DateOnly From, DateOnly To)
{
    public static GlobalSpan Day(DateOnly day) => new("01", day, day);

    /// <summary>Monday to Sunday.</summary>
    public static GlobalSpan Week(DateOnly day)
    {
        DateOnly monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return new GlobalSpan("02", monday, monday.AddDays(6));
    }

    /// <summary>The 1st to the 15th, or the 16th to the end of the month.</summary>
    public static GlobalSpan Fortnight(DateOnly day)
    {
        DateOnly first = new(day.Year, day.Month, 1);
        return day.Day <= 15
            ? new GlobalSpan("03", first, first.AddDays(14))
            : new GlobalSpan("03", first.AddDays(15), first.AddMonths(1).AddDays(-1));
    }

    public static GlobalSpan Month(DateOnly day)
    {
        DateOnly first = new(day.Year, day.Month, 1);
        return new GlobalSpan("04", first, first.AddMonths(1).AddDays(-1));
    }

    internal GlobalPeriod Period => new(Frequency, To.Month.ToString("00", CultureInfo.InvariantCulture), To.Year);
}
