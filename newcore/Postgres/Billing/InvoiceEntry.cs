using System.Globalization;
using Strangler.Core.Billing;
using Strangler.Core.Ledger;

namespace Strangler.Postgres.Billing;

/// <summary>The ledger entry of an invoice: the same, whether it is posted at once or was held.</summary>
internal static class InvoiceEntry
{
    /// <summary>For ever: the ledger keeps it.</summary>
    private const string Kind = "invoice-issued";

    /// <param name="document">The key within its contract; given, for it is the same text for all of a run.</param>
    public static EntryDraft Of(
        BillingRun run, DocumentKey key, DateOnly issued, string document, Posting[] postings) =>
        new(key.Contract, document, Kind, issued, document, run.Who,
            string.Create(CultureInfo.InvariantCulture, $"billing run {run.Id}"), postings);
}
