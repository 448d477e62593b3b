namespace Strangler.Cfdi.Documents;

/// <summary>Other documents that one speaks of (CfdiRelacionados).</summary>
/// <param name="Kind">c_TipoRelacion.</param>
/// <param name="Uuids">As stamped, at least one.</param>
public sealed record Relation(string Kind, IReadOnlyList<string> Uuids);
