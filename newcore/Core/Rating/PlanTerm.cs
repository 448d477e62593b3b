using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>What holds for a contract from a day on, until the next term.</summary>
public sealed record PlanTerm(DateOnly From, CompiledPlan Plan, int Units, int MeterSize);
