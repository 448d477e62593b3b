namespace Strangler.ParallelRun.Bench.Rating;

/// <summary>A bill as the plain calculation makes it; all in pesos.</summary>
internal sealed record ReferenceBill(IReadOnlyList<ReferenceLine> Lines, decimal Tax, decimal Total, decimal Carried);
