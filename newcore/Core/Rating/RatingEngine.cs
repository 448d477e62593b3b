using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>
/// Rates one bill in ten steps; pure: the same facts and plan always give the same lines. A bill that cannot be
/// rated has a problem and no lines.
/// </summary>
public static class RatingEngine
{
    /// <summary>
    /// Writes the bill of <paramref name="facts"/> under <paramref name="plan"/> into <paramref name="bill"/>.
    /// </summary>
    public static void Rate(CompiledPlan plan, RatingFacts facts, RatedBill bill)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(bill);
        RatingState state = bill.State;
        try
        {
            if (state.Begin(facts, bill) && state.Enter(plan, facts.Units, facts.MeterSize))
            {
                RateCharges(state);
                Finish(state);
            }
        }
        catch (OverflowException overflow)
        {
            state.Park(RatingProblemCode.AmountTooLarge, overflow.Message);
        }

        DropParked(bill);
    }

    /// <summary>
    /// A period of several parts, as <see cref="SegmentPlanner"/> makes them; the last plan's rounding and modifiers
    /// hold for the bill.
    /// </summary>
    public static void Rate(IReadOnlyList<RatingSegment> segments, RatingFacts facts, RatedBill bill)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(bill);
        ArgumentOutOfRangeException.ThrowIfZero(segments.Count);
        RatingState state = bill.State;
        try
        {
            bool ready = state.Begin(facts, bill);
            for (int at = 0; at < segments.Count && ready; at++)
            {
                RatingSegment segment = segments[at];
                ready = state.Enter(segment.Plan, segment.Units, segment.MeterSize);
                if (ready)
                {
                    state.Take(segment);
                    RateCharges(state);
                    bill.PlanChanged |= segment.Plan != segments[0].Plan;
                }
            }

            Finish(state);
        }
        catch (OverflowException overflow)
        {
            state.Park(RatingProblemCode.AmountTooLarge, overflow.Message);
        }

        DropParked(bill);
    }

    private static void RateCharges(RatingState state)
    {
        foreach (CompiledCharge charge in state.Plan.Charges)
        {
            state.RateCharge(charge);
        }
    }

    private static void Finish(RatingState state)
    {
        if (state.Bill.Problem is null)
        {
            state.Finish();
        }
    }

    private static void DropParked(RatedBill bill)
    {
        if (bill.Problem is { } problem)
        {
            bill.Clear();
            bill.Problem = problem;
        }
    }
}
