using System.Diagnostics;
using System.Globalization;
using Strangler.Core.Rating;
using Strangler.Core.Readings;
using Strangler.Core.Tariffs;

namespace Strangler.Core.Billing;

/// <summary>
/// Makes the bill of one contract and cycle, or says why there is none: rules, quantity, plan, rating.
/// </summary>
public sealed class BillMaker(PlanBook plans, ConsumptionRules rules)
{
    /// <param name="billed">What the contract was billed for already, as far as it meets the period.</param>
    /// <param name="bill">Holds the bill where the verdict is <see cref="BillingVerdict.Billed"/>.</param>
    public BillingVerdict Make(BillInput input, IReadOnlyList<BilledPeriod> billed, RatedBill bill)
    {
        BillingVerdict verdict = BillingRules.Decide(input, billed);
        if (verdict is not BillingVerdict.Billed)
        {
            return verdict;
        }

        switch (ConsumptionCalculator.Measure(input, rules))
        {
            case ConsumptionOutcome.Measured measured:
                input.Facts.Quantity = measured.Quantity;
                return HourlyProblem(input) ?? Rate(input, bill);
            case ConsumptionOutcome.ForReview review:
                return Parked(review.Findings);
            case ConsumptionOutcome.Refused refused:
                return Parked(refused.Findings);
            case ConsumptionOutcome.Investigation investigation:
                return Parked(investigation.Findings);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The bill of a quantity that is known otherwise, of the days that the input's facts name.</summary>
    public BillingVerdict MakeOf(decimal quantity, BillInput input, RatedBill bill)
    {
        input.Facts.Quantity = quantity;
        return Rate(input, bill);
    }

    private static BillingVerdict.Parked Parked(IReadOnlyList<ReadingFinding> findings) =>
        new(ParkReason.Of(findings[0].Code), string.Join(' ', findings));

    /// <summary>
    /// Water by the hour is in litres, the quantity in whole cubic metres of each meter: they may differ by less than
    /// one a meter. Else some of it would be charged twice, or never.
    /// </summary>
    private BillingVerdict.Parked? HourlyProblem(BillInput input)
    {
        RatingFacts facts = input.Facts;
        if (!plans.NeedsUsage(input.Plan, facts.PeriodStart, facts.PeriodEnd))
        {
            return null;
        }

        decimal hourly = facts.Usage.Sum(slice => slice.Quantity);
        return Math.Abs(facts.Quantity - hourly) < Math.Max(1, input.Meters.Count) ? null : new BillingVerdict.Parked(
            ParkReason.HourlyUsageDiffers, string.Create(
                CultureInfo.InvariantCulture,
                $"Its readings give {facts.Quantity} m3, and remote meters counted {hourly} m3 by the hour."));
    }

    private BillingVerdict Rate(BillInput input, RatedBill bill)
    {
        RatingFacts facts = input.Facts;
        if (plans.On(input.Plan, facts.PeriodEnd) is not { } plan)
        {
            return new BillingVerdict.Parked(
                ParkReason.UnknownTariff,
                $"Plan '{input.Plan}' has no version on {facts.PeriodEnd:yyyy-MM-dd}.");
        }

        try
        {
            RateUnder(plan, input, bill);
        }
        catch (Exception failure) when (failure is ArithmeticException or InvalidOperationException)
        {
            return new BillingVerdict.Parked(ParkReason.NotRated, failure.Message);
        }

        return bill.Problem is { } problem
            ? new BillingVerdict.Parked(ParkReason.Of(problem.Code), problem.Detail)
            : BillingVerdict.Billed.Now;
    }

    private void RateUnder(CompiledPlan plan, BillInput input, RatedBill bill)
    {
        if (plan.Plan.ChangeInPeriod == ChangeInPeriod.Prorate)
        {
            RatingEngine.Rate(SegmentPlanner.ByVersions(plans, input.Plan, input.Facts), input.Facts, bill);
        }
        else
        {
            RatingEngine.Rate(plan, input.Facts, bill);
        }

        if (bill.Problem is null)
        {
            NonNegativeTotal.Apply(bill, plan.Plan);
        }
    }
}
