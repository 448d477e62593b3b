namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>A line as legacy's arithmetic makes it. The amount is in centavos.</summary>
/// <param name="UpTo">The limit of the price row; -1 where there is none.</param>
internal readonly record struct BinaryLine(
    short Concept, short Part, long UpTo, int MeterSize, double Quantity, double FixedPrice, double UnitPrice,
    long Amount, decimal TaxRate);
