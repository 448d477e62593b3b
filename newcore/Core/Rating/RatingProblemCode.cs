namespace Strangler.Core.Rating;

/// <summary>Why a bill could not be rated and is parked.</summary>
public enum RatingProblemCode
{
    /// <summary>A division by zero, a number too large, or a price that is not there.</summary>
    FormulaFailed,

    NoPriceForMeterSize,
    NegativeQuantity,

    /// <summary>Fewer than one unit served.</summary>
    NoUnits,

    /// <summary>It ends before it begins, or its days do not fit into it.</summary>
    WrongPeriod,

    /// <summary>An amount beyond what an account can hold.</summary>
    AmountTooLarge,
}
