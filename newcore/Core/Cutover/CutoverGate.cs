using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Core.Cutover;

/// <summary>The one rule of what a billing group may do natively.</summary>
public static class CutoverGate
{
    /// <param name="state">Null: nothing was prepared.</param>
    /// <param name="lastLegacy">The last cycle that the former system billed; null where it billed none.</param>
    /// <param name="dryRun">The setting for a copy of the database.</param>
    /// <returns>Why bills may not be posted; null where they may.</returns>
    public static string? WhyNotBilled(
        BillingGroup group, CutoverState? state, BillingCycle cycle, BillingCycle? lastLegacy, bool dryRun)
    {
        if (dryRun)
        {
            return null;
        }

        if (WhyNotNative(group, state) is { } why)
        {
            return why;
        }

        return lastLegacy is { } last && (cycle.Year, cycle.Period).CompareTo((last.Year, last.Period)) <= 0
            ? $"Billing group {group}: the former system has billed it to {last.Year}-{last.Period:D2}; "
                + $"{cycle.Year}-{cycle.Period:D2} would be billed twice."
            : null;
    }

    /// <returns>Why writes may not go to the native core; null where they may.</returns>
    public static string? WhyNotNative(BillingGroup group, CutoverState? state) => state switch
    {
        CutoverState.Reconciled or CutoverState.CutOver => null,
        CutoverState.Prepared =>
            $"Billing group {group} is not reconciled: ./strangler cutover reconcile --group {group}",
        CutoverState.RolledBack => $"Billing group {group} was rolled back: prepare and reconcile it again.",
        _ => $"Billing group {group} was not prepared: ./strangler cutover prepare --group {group}",
    };
}
