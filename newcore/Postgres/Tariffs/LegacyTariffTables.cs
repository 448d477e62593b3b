namespace Strangler.Postgres.Tariffs;

/// <summary>All prices of the imported extract, as they stand there.</summary>
public sealed class LegacyTariffTables
{
    public required IReadOnlyDictionary<(short ServiceArea, short Id), LegacyChargeType> ChargeTypes { get; init; }

    /// <summary>Whether a kind of use is domestic.</summary>
    public required IReadOnlyDictionary<int, bool> Domestic { get; init; }

    public required IReadOnlyDictionary<int, string> KindNames { get; init; }

    public required ILookup<LegacyChargeKey, LegacyVersion> Versions { get; init; }

    public required ILookup<LegacyChargeKey, LegacyPart> Parts { get; init; }

    public required IReadOnlyList<LegacyTaxRate> Taxes { get; init; }

    /// <summary>The tax of a concept for a use on a day, as a share; null where the tables have none.</summary>
    public decimal? TaxOn(short area, short chargeType, bool domestic, DateOnly day) =>
        ChargeTypes.TryGetValue((area, chargeType), out LegacyChargeType? type) && !type.Taxed
            ? 0m
            : TaxOn(domestic ? LegacyTaxRate.Domestic : LegacyTaxRate.General, day);

    private decimal? TaxOn(short tax, DateOnly day) => Taxes
        .Where(rate => rate.Tax == tax && rate.Since <= day && (rate.Until is not { } end || day <= end))
        .MaxBy(rate => rate.Since)?.Rate;
}
