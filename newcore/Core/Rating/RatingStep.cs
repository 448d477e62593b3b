namespace Strangler.Core.Rating;

/// <summary>The ten steps of a bill, in their order.</summary>
public enum RatingStep
{
    Plan = 1,
    Classification,
    Consumption,
    Season,
    Social,
    Fixed,

    /// <summary>Sewerage, treatment and other shares of what stands already.</summary>
    Derived,

    /// <summary>Surcharges, discounts, one-off charges, commitment and cap.</summary>
    Modified,

    Taxes,
    Total,
}
