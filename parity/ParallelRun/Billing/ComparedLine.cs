namespace Strangler.ParallelRun.Billing;

/// <summary>A line of either side, for the report. Amounts are centavos, prices as text.</summary>
internal sealed record ComparedLine(
    int Concept, int Part, string Name, decimal Quantity, decimal FixedPrice, decimal UnitPrice, long Amount,
    decimal TaxRate);
