namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>
/// Something that became of a fact or a line: a part that was posted, a line that shows it, a decision.
/// </summary>
public sealed record FactTrace(string What, string Detail);
