using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>How far a run is.</summary>
/// <param name="Done">Chunks that the run's present stage is finished with.</param>
/// <param name="Failed">Chunks that failed too often and wait for a person.</param>
/// <param name="Skipped">Contracts that need no bill.</param>
public sealed record RunProgress(
    int Chunks, int Done, int Failed, long Contracts, long Billed, long Lines, long Parked, long Skipped, Money Tax,
    Money Total);
