namespace Strangler.Postgres.Parity;

/// <summary>A difference to be ignored from now on, and who answers for it.</summary>
/// <param name="Operation">With or without its service and a point before it; null for every operation.</param>
/// <param name="Group">Billing group such as 1/M08; null for every group.</param>
/// <param name="MoneyTolerance">Pesos; null ignores any difference there.</param>
public sealed record NewRule(
    string? Operation, string? Group, string Path, decimal? MoneyTolerance, string Who, string Why,
    DateTimeOffset Expires);
