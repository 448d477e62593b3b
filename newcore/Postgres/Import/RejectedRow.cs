namespace Strangler.Postgres.Import;

/// <summary>A row that could not be read.</summary>
/// <param name="Whose">The value by which its contract may be found; null where that could not be read.</param>
internal sealed record RejectedRow(long Line, string Reason, int? Whose);
