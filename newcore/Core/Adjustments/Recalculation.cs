using Strangler.Core.Billing;
using Strangler.Core.Rating;
using Strangler.Core.Tariffs;

namespace Strangler.Core.Adjustments;

/// <summary>Rates a bill again by the tariff version of its time.</summary>
public static class Recalculation
{
    /// <returns>Why it cannot be rated; null where <paramref name="bill"/> holds it.</returns>
    public static string? Rate(PlanBook plans, BillInput input, RatedBill bill)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(bill);
        RatingFacts facts = input.Facts;
        if (plans.On(input.Plan, facts.PeriodEnd) is not { } plan)
        {
            return $"Plan '{input.Plan}' has no version on {facts.PeriodEnd:yyyy-MM-dd}.";
        }

        try
        {
            if (plan.Plan.ChangeInPeriod == ChangeInPeriod.Prorate)
            {
                RatingEngine.Rate(SegmentPlanner.ByVersions(plans, input.Plan, facts), facts, bill);
            }
            else
            {
                RatingEngine.Rate(plan, facts, bill);
            }
        }
        catch (Exception failure) when (failure is ArithmeticException or InvalidOperationException)
        {
            return failure.Message;
        }

        return bill.Problem?.Detail;
    }
}
