using Strangler.Core.Debts;

namespace Strangler.Postgres.Billing;

/// <summary>The days that a period of a billing frequency covers.</summary>
public static class BillPeriods
{
    private const int Months = 12;
    private const int DaysToIssue = 3;

    /// <summary>Null where a year of so many periods has no such one.</summary>
    /// <param name="periodsOfYear">12 monthly, 6 every two months.</param>
    public static (DateOnly Start, DateOnly End)? Of(BillingCycle cycle, int periodsOfYear)
    {
        if (periodsOfYear is < 1 or > Months || Months % periodsOfYear != 0 || cycle.Period < 1
            || cycle.Period > periodsOfYear)
        {
            return null;
        }

        int months = Months / periodsOfYear;
        DateOnly start = new(cycle.Year, ((cycle.Period - 1) * months) + 1, 1);
        return (start, start.AddMonths(months).AddDays(-1));
    }

    /// <summary>Where no billing run says when.</summary>
    public static DateOnly UsualIssue(DateOnly end) => end.AddDays(DaysToIssue);
}
