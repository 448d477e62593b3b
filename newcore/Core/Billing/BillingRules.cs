using Strangler.Core.Readings;

namespace Strangler.Core.Billing;

/// <summary>What must hold of a contract before it is rated.</summary>
public static class BillingRules
{
    /// <param name="billed">What the contract was billed for already.</param>
    public static BillingVerdict Decide(BillInput input, IReadOnlyList<BilledPeriod> billed)
    {
        DateOnly from = input.Facts.PeriodStart;
        DateOnly to = input.Facts.PeriodEnd;
        if (input.Since > to || input.Until < from)
        {
            return new BillingVerdict.Skipped(SkipReason.NotInSupply);
        }

        if (input.PrepaidSince is { } prepaid && prepaid <= to)
        {
            return prepaid <= from
                ? new BillingVerdict.Skipped(SkipReason.Prepaid)
                : new BillingVerdict.Parked(
                    ParkReason.OverlappingPeriod,
                    $"{from:yyyy-MM-dd} to {to:yyyy-MM-dd}: prepaid since {prepaid:yyyy-MM-dd}.");
        }

        foreach (ServiceSpan ended in input.PrepaidBefore)
        {
            if (ended.Meets(from, to))
            {
                return ended.Since <= from && ended.Until >= to
                    ? new BillingVerdict.Skipped(SkipReason.Prepaid)
                    : new BillingVerdict.Parked(
                        ParkReason.OverlappingPeriod,
                        $"{from:yyyy-MM-dd} to {to:yyyy-MM-dd}: prepaid from {ended.Since:yyyy-MM-dd} to "
                        + $"{ended.Until:yyyy-MM-dd}.");
            }
        }

        foreach (BilledPeriod before in billed)
        {
            if (before.Cycle == input.Cycle)
            {
                return new BillingVerdict.Skipped(SkipReason.AlreadyBilled);
            }

            if (before.From <= to && from <= before.To)
            {
                return new BillingVerdict.Parked(
                    ParkReason.OverlappingPeriod,
                    $"{from:yyyy-MM-dd} to {to:yyyy-MM-dd}: {before.From:yyyy-MM-dd} to {before.To:yyyy-MM-dd} were "
                    + $"billed with {before.Cycle.Year}-{before.Cycle.Period:D2}.");
            }
        }

        return HasMeter(input.Meters, from, to)
            ? BillingVerdict.Billed.Now
            : new BillingVerdict.Parked(ParkReason.NoMeter, "No meter was installed in the period.");
    }

    private static bool HasMeter(List<Meter> meters, DateOnly from, DateOnly to)
    {
        foreach (Meter meter in meters)
        {
            if (meter.Installed <= to && !(meter.Removed < from))
            {
                return true;
            }
        }

        return false;
    }
}
