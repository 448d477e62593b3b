using Strangler.Core.Payments.Reconciling;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>How far a run is.</summary>
/// <param name="Share">0 to 1.</param>
/// <param name="Ended">Lines so far.</param>
public sealed record ReconciliationStep(MatchingPass Pass, DateOnly Day, decimal Share, long Ended);
