using Strangler.Core.Billing;

namespace Strangler.Postgres.Billing;

/// <summary>Puts the days of a group's own calendar in place of those of the extract.</summary>
internal static class OwnDates
{
    public static void Set(BillInput input, CycleDates dates)
    {
        (input.Issued, input.Due) = (dates.Issued, dates.Due);
        (input.Facts.PeriodStart, input.Facts.PeriodEnd) = (dates.From, dates.To);
        DateOnly start = input.Since >= dates.From ? input.Since.AddDays(1) : dates.From;
        DateOnly end = input.Until is { } until && until < dates.To ? until : dates.To;
        input.Facts.Days = Math.Max(0, end.DayNumber - start.DayNumber + 1);
    }
}
