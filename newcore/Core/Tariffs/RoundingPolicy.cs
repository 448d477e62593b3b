namespace Strangler.Core.Tariffs;

/// <summary>Where amounts are rounded, always half away from zero.</summary>
/// <param name="Line">Every line becomes centavos at once; else lines stay exact and only their total is
/// rounded.</param>
/// <param name="BillStep">Pesos the total is a multiple of: 0.01 or 1.</param>
/// <param name="CarryRemainder">What the total's rounding left over is added to the next bill.</param>
public sealed record RoundingPolicy(bool Line, decimal BillStep, bool CarryRemainder)
{
    public static readonly RoundingPolicy Centavos = new(Line: true, BillStep: 0.01m, CarryRemainder: false);

    /// <summary>AquaCIS: lines to centavos, the total to whole pesos, the remainder carried.</summary>
    public static readonly RoundingPolicy WholePesos = new(Line: true, BillStep: 1m, CarryRemainder: true);
}
