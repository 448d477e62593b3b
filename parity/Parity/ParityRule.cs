namespace Strangler.Parity;

/// <summary>A difference that somebody answers for ignoring. Reported as ignored, never as same.</summary>
/// <param name="Operation">Null for every operation.</param>
/// <param name="Group">Billing group such as 1/M08; null for every group.</param>
/// <param name="Path">A path, without list positions; <c>*</c> stands for one step, <c>**</c> for any number.</param>
/// <param name="MoneyTolerance">
/// Pesos up to which (inclusive) a money difference is ignored; null ignores any difference there.
/// </param>
public sealed record ParityRule(
    long Id, string? Operation, string? Group, string Path, decimal? MoneyTolerance, string Author, string Reason,
    DateTimeOffset Expires);
