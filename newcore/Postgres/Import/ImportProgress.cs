namespace Strangler.Postgres.Import;

/// <summary>How far an import is.</summary>
/// <param name="Doing">Such as "reading factura.csv".</param>
/// <param name="Share">Of the whole, 0 to 1.</param>
public sealed record ImportProgress(string Doing, decimal Share);
