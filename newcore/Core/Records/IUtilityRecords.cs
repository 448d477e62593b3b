namespace Strangler.Core.Records;

/// <summary>
/// What the utility knows, one port for each feature. Every question is about one contract or one small table, takes
/// one round trip, and sees all of it as of one moment.
/// </summary>
/// <remarks>Where the records cannot be reached a question throws a <see cref="System.Data.Common.DbException"/>.
/// </remarks>
public interface IUtilityRecords
{
    IContractRecords Contracts { get; }

    IReadingRecords Readings { get; }

    ITariffRecords Tariffs { get; }

    IInvoiceRecords Invoices { get; }

    IInvoiceRequests InvoiceRequests { get; }

    IFiscalDocuments FiscalDocuments { get; }

    IPaymentRecords Payments { get; }
}
