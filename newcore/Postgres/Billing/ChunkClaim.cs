namespace Strangler.Postgres.Billing;

/// <summary>A chunk that a worker may work on while its lease lasts.</summary>
/// <param name="Contracts">Those of the run's groups among them.</param>
/// <param name="ToPost">It was rated, and is to be posted.</param>
public sealed record ChunkClaim(int Run, int Number, ContractRange Contracts, bool ToPost, string Worker);
