namespace Strangler.Postgres.Cfdi;

/// <summary>A document as operators see it: no names, no tax ids, no content.</summary>
public sealed record CfdiLine(
    long Id, CfdiSource Source, string Type, string State, string? Code, string? Reason, bool MayBeStamped,
    string? Pac, int Attempts, Guid? Uuid, DateTimeOffset DueAt, DateTimeOffset StampBefore);
