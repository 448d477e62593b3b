using Strangler.Core.Rating;
using Strangler.Core.Readings;
using Strangler.Core.Tariffs;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Billing;

/// <summary>Bills contracts natively, one after another; parks those it cannot.</summary>
internal sealed class NativeBiller(LegacyPlans plans)
{
    /// <summary>What legacy bills without asking is compared; only what has no quantity at all is parked.</summary>
    private static readonly ConsumptionRules Rules = new() { ReviewZero = false };

    /// <summary>That of the last contract billed.</summary>
    public RatedBill Bill { get; } = new();

    /// <returns>False where the contract is parked, or was before.</returns>
    public bool TryBill(LoadedBill loaded)
    {
        Bill.Clear();
        if (loaded.Reason is not null)
        {
            return false;
        }

        switch (ConsumptionCalculator.Measure(loaded.Input, Rules))
        {
            case ConsumptionOutcome.Measured measured:
                loaded.Input.Facts.Quantity = measured.Quantity;
                break;
            case ConsumptionOutcome.ForReview review when review.Quantity >= 0:
                loaded.Input.Facts.Quantity = review.Quantity;
                break;
            case ConsumptionOutcome.ForReview review:
                loaded.Park(ParkingReason.BadReadings, Text(review.Findings));
                return false;
            case ConsumptionOutcome.Refused refused:
                loaded.Park(ParkingReason.BadReadings, Text(refused.Findings));
                return false;
            case ConsumptionOutcome.Investigation investigation:
                loaded.Park(ParkingReason.BadReadings, Text(investigation.Findings));
                return false;
        }

        // The loader parked those without a plan of the day.
        CompiledPlan plan = plans.Book.On(loaded.Input.Plan, loaded.Input.Facts.PeriodEnd)!;
        RatingEngine.Rate(plan, loaded.Input.Facts, Bill);
        if (Bill.Problem is { } problem)
        {
            loaded.Park(ParkingReason.NotRated, problem.ToString());
        }

        return Bill.Problem is null;
    }

    private static string Text(IReadOnlyList<ReadingFinding> findings) => string.Join("; ", findings);
}
