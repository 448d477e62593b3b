namespace Strangler.Postgres.Cfdi.Printing;

/// <summary>A stamped document as it is kept.</summary>
/// <param name="Xml">Null where its bytes are not those that were stamped: then they are given to nobody.</param>
public sealed record StoredCfdi(
    long Id, Guid Uuid, CfdiSource Source, string Type, bool IsCancelled, DateOnly RetainUntil, DateOnly Issued,
    byte[]? Xml);
