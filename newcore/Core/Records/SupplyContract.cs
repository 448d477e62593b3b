using Strangler.Core.Identity;

namespace Strangler.Core.Records;

/// <summary>A contract as last imported, with its holder.</summary>
/// <param name="ServiceAreaName">As in the extract's explotacion table.</param>
/// <param name="BillingFrequency">Id; null where its zone is not known.</param>
/// <param name="State">1 active.</param>
/// <param name="Use">1 domestic, 0 other.</param>
/// <param name="Units">Dwellings or premises served.</param>
/// <param name="Until">Last day of supply; null while it lasts.</param>
/// <param name="WaterTariffKind">The one it got last, whether in force or not; null where it has none.</param>
public sealed record SupplyContract(
    ContractNumber Number, BillingGroup Group, string ServiceAreaName, short? BillingFrequency, int ServicePoint,
    short State, short Use, bool CollectionBlocked, int Units, bool Sewerage, bool Treatment, DateOnly Since,
    DateOnly? Until, int? WaterTariffKind, ContractHolder Holder);
