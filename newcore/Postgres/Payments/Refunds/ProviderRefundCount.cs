namespace Strangler.Postgres.Payments.Refunds;

/// <summary>What became of refunds that providers were asked for.</summary>
/// <param name="Refused">They go to the bank instead.</param>
/// <param name="Open">The provider is away, or its answer is not known: the next run goes on.</param>
public sealed record ProviderRefundCount(int Taken, int Refused, int Open);
