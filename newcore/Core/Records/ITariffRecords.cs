using Strangler.Core.Identity;

namespace Strangler.Core.Records;

/// <summary>Charge types and tariffs, without their prices.</summary>
public interface ITariffRecords
{
    /// <summary>More rows of one answer are <see cref="FindingState.TooLong"/>.</summary>
    const int RowLimit = 1_000;

    /// <summary>All charge types of a service area, in their own order; none of an unknown one.</summary>
    Task<Finding<IReadOnlyList<ChargeTypeName>>> ChargeTypesAsync(short serviceArea, CancellationToken cancellation);

    /// <summary>A charge type's tariffs in force on a day, in order of tariff kind.</summary>
    Task<Finding<IReadOnlyList<TariffInForce>>> InForceAsync(
        short serviceArea, short chargeType, DateOnly day, CancellationToken cancellation);

    /// <summary>What a contract is billed by on a day.</summary>
    Task<Finding<ContractTariffs>> OfContractAsync(
        ContractNumber contract, DateOnly day, CancellationToken cancellation);

    /// <summary>What an invoice was billed by.</summary>
    /// <param name="number">Blanks around it do not count.</param>
    Task<Finding<InvoiceTariffs>> OfInvoiceAsync(
        ContractNumber contract, string number, CancellationToken cancellation);
}
