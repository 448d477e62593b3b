namespace Strangler.Postgres.Billing;

/// <summary>Why a contract's bill cannot be worked out from what was imported.</summary>
public static class ParkingReason
{
    /// <summary>Rows of it were not taken in by the import.</summary>
    public const string Quarantined = "quarantined-rows";

    public const string NoTariff = "no-tariff";

    /// <summary>Two tariffs for one charge type on one day.</summary>
    public const string TariffOverlap = "overlapping-tariffs";

    /// <summary>The tariff's tables cannot be made into a plan, or have no version on the day.</summary>
    public const string BadTariff = "bad-tariff";

    public const string NoMeter = "no-meter";

    public const string BadMeter = "bad-meter";

    /// <summary>Its plan prices water by the time of day, and no meter told its hours.</summary>
    public const string NoHourlyUsage = "no-hourly-usage";

    public const string BadReadings = "bad-readings";

    public const string BadContract = "bad-contract";

    /// <summary>The rating engine refused: an amount out of range, a division by zero.</summary>
    public const string NotRated = "not-rated";
}
