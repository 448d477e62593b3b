namespace Strangler.Core.Prepaid;

/// <summary>Days of rest by Ley Federal del Trabajo, article 74, without election days, which states set.</summary>
public static class MexicanHolidays
{
    /// <summary>From this year on a new presidency begins on 1 October, before on 1 December.</summary>
    private const int FirstOctober = 2024;

    private const int PresidencyYears = 6;

    public static bool IsHoliday(DateOnly day) => Of(day.Year).Contains(day);

    /// <summary>In order.</summary>
    public static IReadOnlyList<DateOnly> Of(int year)
    {
        List<DateOnly> days =
        [
            new(year, 1, 1), Monday(year, 2, 1), Monday(year, 3, 3), new(year, 5, 1), new(year, 9, 16),
            Monday(year, 11, 3), new(year, 12, 25),
        ];
        if ((year - FirstOctober) % PresidencyYears == 0)
        {
            days.Add(new DateOnly(year, year >= FirstOctober ? 10 : 12, 1));
        }

        days.Sort();
        return days;
    }

    /// <param name="which">1: the month's first Monday.</param>
    private static DateOnly Monday(int year, int month, int which)
    {
        DateOnly first = new(year, month, 1);
        int ahead = ((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7;
        return first.AddDays(ahead + ((which - 1) * 7));
    }
}
