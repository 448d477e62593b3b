namespace Strangler.Postgres.Parity;

/// <summary>One place where two answers differ, as it is kept: texts of people are masked already.</summary>
/// <param name="MoneyDelta">Candidate minus primary, pesos, where the field is money.</param>
public sealed record KeptDifference(string Path, string? Primary, string? Candidate, decimal? MoneyDelta);
