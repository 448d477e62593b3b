namespace Strangler.ParallelRun.Tariffs.Simulation;

/// <summary>
/// One contract's bill under both prices. Revenue is without tax, what is paid with it; no rounding line.
/// </summary>
internal readonly record struct SimulatedBill(
    int Contract, string Class, decimal CubicMetres, decimal RevenueBefore, decimal RevenueAfter, decimal PaidBefore,
    decimal PaidAfter)
{
    /// <summary>Pesos more (or less) that the customer pays.</summary>
    public decimal Change => PaidAfter - PaidBefore;

    /// <summary>Null where nothing was paid before.</summary>
    public decimal? Share => PaidBefore == 0 ? null : Change / Math.Abs(PaidBefore);
}
