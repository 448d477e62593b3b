using Strangler.Core.Debts;

namespace Strangler.Core.Billing;

/// <summary>
/// When a billing group is billed. Groups are staggered by their first day: one bills from the 1st, another from
/// the 15th.
/// </summary>
/// <param name="FirstDay">Of the month a cycle begins on, 1 to 28; not used by <see cref="CycleKind.Custom"/>.</param>
/// <param name="IssueAfterDays">From a cycle's last day to the date of its bills.</param>
/// <param name="DueAfterDays">From that date to the due date.</param>
public sealed record BillingCalendar(CycleKind Kind, int FirstDay, int IssueAfterDays, int DueAfterDays)
{
    public const int LatestFirstDay = 28;
    public const int LongestCustomCycle = 366;
    public const int LongestDelay = 90;

    /// <summary>Calendar months, billed on the third day after, due 15 days later: as AquaCIS bills.</summary>
    public static readonly BillingCalendar Usual = new(CycleKind.Monthly, 1, 3, 15);

    /// <summary>The first day of some custom cycle.</summary>
    public DateOnly Anchor { get; init; }

    /// <summary>Of a custom cycle.</summary>
    public int CustomDays { get; init; }

    /// <summary>What is wrong with it, all of it; empty for one that can be used.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (Kind == CycleKind.Custom ? CustomDays is < 1 or > LongestCustomCycle : CustomDays != 0)
        {
            problems.Add($"A custom cycle has 1 to {LongestCustomCycle} days, another none of its own.");
        }

        if (FirstDay is < 1 or > LatestFirstDay)
        {
            problems.Add($"The first day must be 1 to {LatestFirstDay}, which every month has.");
        }

        if (IssueAfterDays is < 0 or > LongestDelay || DueAfterDays is < 0 or > LongestDelay)
        {
            problems.Add($"Bills are issued, and fall due, 0 to {LongestDelay} days after.");
        }

        return problems;
    }

    /// <summary>The days of a numbered cycle of a year; null where the year has no such cycle.</summary>
    public CycleDates? Of(BillingCycle cycle) => Kind switch
    {
        CycleKind.Monthly => OfMonths(cycle, 1),
        CycleKind.Bimonthly => OfMonths(cycle, 2),
        CycleKind.Quarterly => OfMonths(cycle, 3),
        _ => OfDays(cycle),
    };

    private CycleDates? OfMonths(BillingCycle cycle, int months)
    {
        if (cycle.Period < 1 || cycle.Period > 12 / months)
        {
            return null;
        }

        DateOnly from = new DateOnly(cycle.Year, 1, FirstDay).AddMonths((cycle.Period - 1) * months);
        return Dated(from, from.AddMonths(months).AddDays(-1));
    }

    /// <summary>The cycles that begin in the year, counted from 1.</summary>
    private CycleDates? OfDays(BillingCycle cycle)
    {
        int toNewYear = new DateOnly(cycle.Year, 1, 1).DayNumber - Anchor.DayNumber;
        int before = (toNewYear / CustomDays) + (toNewYear % CustomDays > 0 ? 1 : 0);
        DateOnly from = Anchor.AddDays((before + cycle.Period - 1) * CustomDays);
        return cycle.Period >= 1 && from.Year == cycle.Year ? Dated(from, from.AddDays(CustomDays - 1)) : null;
    }

    private CycleDates Dated(DateOnly from, DateOnly to)
    {
        DateOnly issued = to.AddDays(IssueAfterDays);
        return new CycleDates(from, to, issued, issued.AddDays(DueAfterDays));
    }
}
