namespace Strangler.Core.Billing;

/// <summary>Why a bill was parked, where it was not for its readings; kept in the database, so never renamed.</summary>
public static class ParkReason
{
    public const string NoMeter = "no-meter";
    public const string OverlappingPeriod = "overlapping-period";
    public const string UnknownTariff = "unknown-tariff";
    public const string NegativeQuantity = "negative-quantity";
    public const string FormulaError = "formula-error";
}
