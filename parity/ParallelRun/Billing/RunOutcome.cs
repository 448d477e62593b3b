using Strangler.Postgres.Tariffs;

namespace Strangler.ParallelRun.Billing;

/// <param name="Done">Ranges done by this process; the rest was there.</param>
internal sealed record RunOutcome(
    RunPlan Plan, IReadOnlyList<LegacyPlanProblem> PlanProblems, int Groups, TimeSpan Took, int Done);
