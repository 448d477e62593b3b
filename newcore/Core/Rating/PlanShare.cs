using Strangler.Core.Tariffs;

namespace Strangler.Core.Rating;

/// <summary>A use of a mixed property: the plan it is billed by and its whole percent of the quantity.</summary>
public sealed record PlanShare(CompiledPlan Plan, int Percent);
