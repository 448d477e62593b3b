using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>The days of one billing group's period.</summary>
/// <param name="End">The last day, inclusive.</param>
/// <param name="Issued">That of legacy's billing run; where there is none, three days after the end.</param>
/// <param name="Runs">Legacy's billing runs of it that were no simulation.</param>
public sealed record BillGroupDates(
    BillingGroup Group, DateOnly Start, DateOnly End, DateOnly Issued, DateOnly Due, IReadOnlyList<int> Runs)
{
    public int Days => End.DayNumber - Start.DayNumber + 1;
}
