using Strangler.Core.Billing;
using Strangler.Core.Debts;

namespace Strangler.Core.Metering;

/// <summary>Finds the cycle of a day in a calendar.</summary>
public static class CycleFinder
{
    /// <returns>Null where the calendar has none on that day, which a custom one may not.</returns>
    public static CycleDays? Of(BillingCalendar calendar, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        for (int year = day.Year - 1; year <= day.Year; year++)
        {
            for (int period = 1; period <= byte.MaxValue; period++)
            {
                BillingCycle cycle = new((short)year, (byte)period);
                if (calendar.Of(cycle) is not { } dates || dates.From > day)
                {
                    break;
                }

                if (day <= dates.To)
                {
                    return new CycleDays(cycle, dates.From, dates.To);
                }
            }
        }

        return null;
    }
}
