namespace Strangler.Gateway.Admin;

/// <summary>What a person says of a write.</summary>
/// <param name="As">done, not-done or free.</param>
internal sealed record WriteDecisionBody(long? Id, string? As, string? Why);
