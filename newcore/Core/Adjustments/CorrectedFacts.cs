using System.Diagnostics;
using Strangler.Core.Billing;
using Strangler.Core.Readings;
using Strangler.Core.Tariffs;

namespace Strangler.Core.Adjustments;

/// <summary>From a cause to the facts it corrects.</summary>
public static class CorrectedFacts
{
    /// <param name="input">The bill's, with the corrections of earlier adjustments.</param>
    public static CorrectionOutcome Of(AdjustmentCause cause, BillInput input, PlanBook plans)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(plans);
        return cause switch
        {
            AdjustmentCause.Reading reading => OfReading(reading, input),
            AdjustmentCause.Class other => plans.On(other.Plan, input.Facts.PeriodEnd) is null
                ? Refused(
                    AdjustmentRefusal.UnknownPlan,
                    $"Plan {other.Plan} has no version on {input.Facts.PeriodEnd:yyyy-MM-dd}.")
                : new CorrectionOutcome.Corrected(new FactsCorrection(Plan: other.Plan)),
            AdjustmentCause.Gap gap => OfGap(gap, input),
            AdjustmentCause.Programme { Granted: true } programme =>
                new CorrectionOutcome.Corrected(new FactsCorrection(Granted: programme.Name)),
            AdjustmentCause.Programme programme =>
                new CorrectionOutcome.Corrected(new FactsCorrection(Revoked: programme.Name)),
            AdjustmentCause.Leak leak => OfLeak(leak, input),
            _ => throw new UnreachableException($"No facts for {cause}."),
        };
    }

    private static CorrectionOutcome OfReading(AdjustmentCause.Reading cause, BillInput input)
    {
        int at = input.Readings.FindLastIndex(
            reading => reading.Meter == cause.Meter && LocalDay.Of(reading.ReadAt) == cause.On);
        if (at < 0)
        {
            return Refused(
                AdjustmentRefusal.UnknownReading, $"Meter {cause.Meter} has no reading of {cause.On:yyyy-MM-dd}.");
        }

        MeterReading wrong = input.Readings[at];
        input.Readings[at] = wrong with
        {
            Dials = cause.Dials,
            Origin = ReadingOrigin.Manual,
            Status = ReadingStatus.Normal,
            Consumption = null,
            Kind = wrong.Kind == ReadingKind.Estimated ? ReadingKind.Regular : wrong.Kind,
        };
        ConsumptionRules rules = ConsumptionRules.Default with { ReviewZero = false };
        return ConsumptionCalculator.Measure(input, rules) switch
        {
            ConsumptionOutcome.Measured measured => Quantity(measured.Quantity),
            ConsumptionOutcome.ForReview review => Bad(review.Findings),
            ConsumptionOutcome.Refused refused => Bad(refused.Findings),
            ConsumptionOutcome.Investigation investigation => Bad(investigation.Findings),
            _ => throw new UnreachableException(),
        };
    }

    private static CorrectionOutcome OfGap(AdjustmentCause.Gap gap, BillInput input)
    {
        int days = gap.To.DayNumber - gap.From.DayNumber + 1;
        if (gap.From < input.Facts.PeriodStart || gap.To > input.Facts.PeriodEnd || days < 1
            || days >= input.Facts.Days || gap.Daily < 0)
        {
            return Refused(
                AdjustmentRefusal.BadFacts,
                $"A gap is a part of {input.Facts.PeriodStart:yyyy-MM-dd} to {input.Facts.PeriodEnd:yyyy-MM-dd}.");
        }

        decimal daily = gap.Daily ?? (input.Facts.Quantity / (input.Facts.Days - days));
        return Quantity(input.Facts.Quantity + Whole(daily * days));
    }

    private static CorrectionOutcome OfLeak(AdjustmentCause.Leak leak, BillInput input)
    {
        decimal above = input.Facts.Quantity - leak.Usual;
        return leak.Usual < 0 || leak.Share is <= 0 or > 1 || above <= 0
            ? Refused(
                AdjustmentRefusal.BadFacts,
                $"Billed are {input.Facts.Quantity} m3: a leak is above the usual {leak.Usual}, and let off to 100 %.")
            : Quantity(leak.Usual + Whole(above * (1 - leak.Share)));
    }

    private static decimal Whole(decimal quantity) => decimal.Round(quantity, 0, MidpointRounding.AwayFromZero);

    private static CorrectionOutcome.Corrected Quantity(decimal quantity) => new(new FactsCorrection(quantity));

    private static CorrectionOutcome.Refused Bad(IReadOnlyList<ReadingFinding> findings) =>
        Refused(AdjustmentRefusal.BadFacts, string.Join(' ', findings));

    private static CorrectionOutcome.Refused Refused(AdjustmentRefusal reason, string detail) => new(reason, detail);
}
