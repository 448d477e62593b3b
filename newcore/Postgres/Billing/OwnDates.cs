using Strangler.Core.Billing;

namespace Strangler.Postgres.Billing;

/// <summary>Puts the days of a group's own calendar in place of those of the extract.</summary>
internal static class OwnDates
{
    public static void Set(BillInput input, CycleDates dates)
    {
        (input.Issued, input.Due) = (dates.Issued, dates.Due);
        BilledDays.Set(input, dates.From, dates.To);
    }
}
