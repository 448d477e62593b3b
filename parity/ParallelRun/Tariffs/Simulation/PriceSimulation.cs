using Strangler.Core.Billing;
using Strangler.Core.Rating;
using Strangler.Core.Readings;
using Strangler.Core.Tariffs;
using Strangler.Postgres.Billing;

namespace Strangler.ParallelRun.Tariffs.Simulation;

/// <summary>
/// Rates every bill of a period twice, as things are and as proposed. A proposal holds for the plan of its code or,
/// where there is none, for those of its name; on which day it begins does not matter.
/// </summary>
internal sealed class PriceSimulation(PlanBook present, IReadOnlyList<TariffPlan> proposed)
{
    private readonly CompiledPlan[] _proposed = [.. proposed
        .GroupBy(plan => plan.Code).Select(group => PlanCompiler.Compile(group.MaxBy(plan => plan.EffectiveFrom)!))];

    public SimulationTally Rate(IEnumerable<LoadedBill> bills)
    {
        SimulationTally tally = new();
        RatedBill before = new();
        RatedBill after = new();
        foreach (LoadedBill bill in bills.Where(bill => bill.InService))
        {
            if (bill.Reason is { } reason)
            {
                tally.Skip(reason);
            }
            else
            {
                Rate(bill.Input, before, after, tally);
            }
        }

        return tally;
    }

    private void Rate(BillInput input, RatedBill before, RatedBill after, SimulationTally tally)
    {
        RatingFacts facts = input.Facts;
        if (Quantity(input) is not { } quantity)
        {
            tally.Skip("readings");
            return;
        }

        if (present.On(input.Plan, facts.PeriodEnd) is not { } now)
        {
            tally.Skip("no plan in force");
            return;
        }

        facts.Quantity = quantity;
        CompiledPlan? then = ProposalFor(now.Plan);
        RatingEngine.Rate(now, facts, before);
        RatingEngine.Rate(then ?? now, facts, after);
        if ((before.Problem ?? after.Problem) is { } problem)
        {
            tally.Skip($"{problem.Code}");
            return;
        }

        tally.WithoutProposal += then is null ? 1 : 0;
        (decimal old, decimal proposal) = (Revenue(before), Revenue(after));
        tally.Add(new SimulatedBill(
            input.Contract.Value, now.Plan.Name, quantity, old, proposal, old + before.Tax.Pesos,
            proposal + after.Tax.Pesos));
    }

    private CompiledPlan? ProposalFor(TariffPlan plan) =>
        Array.Find(_proposed, one => one.Plan.Code == plan.Code)
        ?? Array.Find(_proposed, one => one.Plan.Name.Equals(plan.Name, StringComparison.OrdinalIgnoreCase));

    private static decimal? Quantity(BillInput input) =>
        ConsumptionCalculator.Measure(input, ConsumptionRules.Default) switch
        {
            ConsumptionOutcome.Measured measured => measured.Quantity,
            ConsumptionOutcome.ForReview { Quantity: >= 0 } review => review.Quantity,
            _ => null,
        };

    /// <summary>Without tax and the rounding line.</summary>
    private static decimal Revenue(RatedBill bill)
    {
        long centavos = 0;
        foreach (RatedLine line in bill.Lines)
        {
            centavos += line.Informational || line.Concept == RatedBill.RoundingConcept ? 0 : line.Amount.Centavos;
        }

        return centavos / 100m;
    }
}
