namespace Strangler.Postgres.Cfdi;

/// <summary>What became of many documents.</summary>
/// <param name="Queued">New.</param>
/// <param name="Already">There, with the same bytes.</param>
/// <param name="Refused">Sources of which there are other bytes or another living document; nothing was done.</param>
public sealed record BulkResult(int Queued, int Already, IReadOnlyList<CfdiSource> Refused);
