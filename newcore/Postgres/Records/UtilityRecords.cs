using Strangler.Core.Records;

namespace Strangler.Postgres.Records;

/// <summary>What the utility knows, from the imported tables and what the native core has been told since.</summary>
public sealed class UtilityRecords(Database database) : IUtilityRecords
{
    public IContractRecords Contracts { get; } = new ContractRecords(database);

    public IReadingRecords Readings { get; } = new ReadingRecords(database);

    public ITariffRecords Tariffs { get; } = new TariffRecords(database);

    public IInvoiceRecords Invoices { get; } = new InvoiceRecords(database);

    public IInvoiceRequests InvoiceRequests { get; } = new InvoiceRequests(database);
}
