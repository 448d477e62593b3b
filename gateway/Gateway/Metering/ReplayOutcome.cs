using Strangler.Postgres.Metering;

namespace Strangler.Gateway.Metering;

/// <summary>What became of a quarantined message that was read again.</summary>
/// <param name="Fates">Of its readings; none where it stays, or had none.</param>
/// <param name="Why">It stays in quarantine for this reason; null where it is ended.</param>
public sealed record ReplayOutcome(long Id, IReadOnlyList<SampleFate> Fates, string? Why);
