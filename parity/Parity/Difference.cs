namespace Strangler.Parity;

/// <summary>One place where two answers differ.</summary>
/// <param name="Path">
/// From the response element: <c>return/deuda/deudaTotal</c>, <c>return/contratos[2]/importe</c>.
/// </param>
/// <param name="Primary">Its text there; null where there is none. Personal data is masked.</param>
/// <param name="MoneyDelta">Candidate minus primary, pesos, where the field is money.</param>
public sealed record Difference(string Path, string? Primary, string? Candidate, decimal? MoneyDelta);
