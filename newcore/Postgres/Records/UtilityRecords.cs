using Strangler.Cfdi.Printing;
using Strangler.Core.Records;
using Strangler.Postgres.Cfdi.Printing;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments;

namespace Strangler.Postgres.Records;

/// <summary>What the utility knows, from the imported tables and what the native core has been told since.</summary>
/// <param name="style">How printed fiscal documents look; null: as usual.</param>
/// <param name="paid">Told of native payments at once; null where nobody asks for debts here.</param>
public sealed class UtilityRecords(
    Database database, TimeProvider time, PaidSinceFeed? paid = null, PrintStyle? style = null)
    : IUtilityRecords
{
    public IContractRecords Contracts { get; } = new ContractRecords(database);

    public IReadingRecords Readings { get; } = new ReadingRecords(database);

    public ITariffRecords Tariffs { get; } = new TariffRecords(database);

    public IInvoiceRecords Invoices { get; } = new InvoiceRecords(database);

    public IInvoiceRequests InvoiceRequests { get; } = new InvoiceRequests(database);

    public IFiscalDocuments FiscalDocuments { get; } = new CfdiPrints(database, style ?? PrintStyle.Usual);

    public IPaymentRecords Payments { get; } =
        new PaymentDesk(database, new LedgerStore(database, time), paid, time);
}
