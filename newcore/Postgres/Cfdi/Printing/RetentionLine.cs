namespace Strangler.Postgres.Cfdi.Printing;

/// <summary>How many documents may be deleted after a day.</summary>
public sealed record RetentionLine(DateOnly RetainUntil, long Documents);
