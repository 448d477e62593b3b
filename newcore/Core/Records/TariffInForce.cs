namespace Strangler.Core.Records;

/// <summary>A version of the tariff of one charge type for one kind of customer.</summary>
/// <param name="ChargeTypeName">Null where the charge type is not known.</param>
/// <param name="TariffKindName">Null where the tariff kind is not known.</param>
public sealed record TariffInForce(
    short ServiceArea, short ChargeType, string? ChargeTypeName, int TariffKind, string? TariffKindName,
    DateOnly Since);
