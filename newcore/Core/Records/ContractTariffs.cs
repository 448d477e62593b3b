namespace Strangler.Core.Records;

/// <summary>What a contract is billed by.</summary>
/// <param name="InForce">The tariffs of the contract's water tariff kind, by position of their charge types.</param>
/// <param name="CarriedRounding">Pesos carried to the next bill; null where none are kept.</param>
public sealed record ContractTariffs(
    SupplyContract Contract, IReadOnlyList<TariffInForce> InForce, decimal? CarriedRounding);
