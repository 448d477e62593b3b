namespace Strangler.ParallelRun.Bench.Rating;

/// <summary>A line as the plain calculation makes it; all in pesos.</summary>
internal sealed record ReferenceLine(
    int Concept, int Part, decimal Quantity, decimal FixedPrice, decimal UnitPrice, decimal Amount, decimal TaxRate,
    decimal Tax);
