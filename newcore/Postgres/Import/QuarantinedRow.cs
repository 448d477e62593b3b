namespace Strangler.Postgres.Import;

/// <summary>A row that was not taken in; the reason repeats no value of it.</summary>
public sealed record QuarantinedRow(string File, long Line, string Reason);
