namespace Strangler.Postgres.Audit;

/// <summary>An act as the audit tells of it.</summary>
/// <param name="At">When it was begun.</param>
/// <param name="Outcome">Null where it was begun and no end is known: it is under way, or was cut off.</param>
public sealed record AuditedAct(DateTimeOffset At, AdministrativeAct Act, string? Outcome);
