namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>What the pensioners' half is taken of.</summary>
internal enum DiscountBase
{
    /// <summary>Ten cubic metres' price above ten, else the water.</summary>
    Usual,
    Water,
    TenCubicMetres,
}
