namespace Strangler.Cfdi.Cancelling;

/// <summary>How a document stands at SAT.</summary>
public sealed record SatStatus(bool IsCancelled, Cancelability Cancelability, CancellationProgress Progress);
