namespace Strangler.Cfdi.Printing;

/// <summary>What was used in a period.</summary>
/// <param name="Label">Short: ene 26.</param>
/// <param name="IsThis">It is the bill's own.</param>
public sealed record PrintedUse(string Label, long CubicMetres, bool IsThis);
