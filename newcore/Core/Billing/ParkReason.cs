using Strangler.Core.Rating;
using Strangler.Core.Readings;

namespace Strangler.Core.Billing;

/// <summary>Why a bill was parked, where it was not for its readings; kept in the database, so never renamed.</summary>
public static class ParkReason
{
    public const string NoMeter = "no-meter";
    public const string OverlappingPeriod = "overlapping-period";
    public const string UnknownTariff = "unknown-tariff";
    public const string NegativeQuantity = "negative-quantity";
    public const string FormulaError = "formula-error";

    /// <summary>What is priced by the time of day is not the quantity that the readings give.</summary>
    public const string HourlyUsageDiffers = "hourly-usage-differs";

    /// <summary>The ledger would not take what the bill posts.</summary>
    public const string LedgerRefused = "ledger-refused";

    public const string NothingToBill = "nothing-to-bill";

    /// <summary>Its numbers do not fit into a bill: too many lines, an amount too large.</summary>
    public const string NotRated = "not-rated";

    public static string Of(RatingProblemCode problem) => problem switch
    {
        RatingProblemCode.FormulaFailed => FormulaError,
        RatingProblemCode.NegativeQuantity => NegativeQuantity,
        RatingProblemCode.NoPriceForMeterSize => "no-price-for-meter-size",
        RatingProblemCode.NoUnits => "no-units",
        RatingProblemCode.WrongPeriod => "wrong-period",
        _ => NotRated,
    };

    /// <summary>The finding's name as a code: <c>below-previous</c>.</summary>
    public static string Of(ReadingFindingCode finding) => string.Concat(
        $"{finding}".Select((letter, at) => char.IsAsciiLetterUpper(letter)
            ? $"{(at > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
