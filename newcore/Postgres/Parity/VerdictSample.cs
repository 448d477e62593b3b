namespace Strangler.Postgres.Parity;

/// <summary>What was asked and answered, masked.</summary>
public sealed record VerdictSample(string? Request, string? Primary, string? Candidate);
