namespace Strangler.ParallelRun.Billing.Causes;

/// <summary>The names of causes, as reports and rules write them; two at once are joined by a plus sign.</summary>
internal static class CauseNames
{
    public const string FloatRounding = "float-rounding";
    public const string StaleTariff = "stale-tariff";
    public const string EarlyTariff = "early-tariff";
    public const string WrongClass = "wrong-class";
    public const string ClockOverZero = "clock-over-zero";
    public const string WrongConsumption = "wrong-consumption";
    public const string UnitsIgnored = "units-ignored";
    public const string WrongUnits = "wrong-units";
    public const string WrongMeterSize = "wrong-meter-size";
    public const string WrongDays = "wrong-days";
    public const string ConceptOmitted = "concept-omitted";
    public const string ConceptWithoutService = "concept-without-service";
    public const string ConceptAdded = "concept-added";
    public const string DiscountOmitted = "discount-omitted";
    public const string DiscountAdded = "discount-added";
    public const string WrongDiscount = "wrong-discount";
    public const string VatOnDomestic = "vat-on-domestic";
    public const string VatOmitted = "vat-omitted";
    public const string WrongTaxRate = "wrong-tax-rate";
    public const string VatOnSurcharge = "vat-on-surcharge";
    public const string SurchargeOmitted = "surcharge-omitted";
    public const string SurchargeAdded = "surcharge-added";
    public const string WrongSurcharge = "wrong-surcharge";
    public const string CarryIgnored = "carry-ignored";
    public const string CarryNegated = "carry-negated";
    public const string CarryStale = "carry-stale";
    public const string WrongCarry = "wrong-carry";
    public const string WrongRounding = "wrong-rounding";

    public const string Missing = "missing";
    public const string Duplicate = "duplicate";
    public const string NotInService = "not-in-service";
    public const string Unexplained = "unexplained";

    /// <summary>Followed by the reason, as ./strangler exceptions writes it.</summary>
    public const string Parked = "parked-";

    private static readonly HashSet<string> All =
    [
        FloatRounding, StaleTariff, EarlyTariff, WrongClass, ClockOverZero, WrongConsumption, UnitsIgnored, WrongUnits,
        WrongMeterSize, WrongDays, ConceptOmitted, ConceptWithoutService, ConceptAdded, DiscountOmitted, DiscountAdded,
        WrongDiscount, VatOnDomestic, VatOmitted, WrongTaxRate, VatOnSurcharge, SurchargeOmitted, SurchargeAdded,
        WrongSurcharge, CarryIgnored, CarryNegated, CarryStale, WrongCarry, WrongRounding, Missing, Duplicate,
        NotInService, Unexplained,
    ];

    /// <summary>Whether a report may name it: one cause, or several joined.</summary>
    public static bool IsKnown(string cause) => cause.Split('+').All(
        part => All.Contains(part)
            || (part.StartsWith(Parked, StringComparison.Ordinal) && part.Length > Parked.Length));
}
