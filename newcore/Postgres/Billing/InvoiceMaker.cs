using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Rating;

namespace Strangler.Postgres.Billing;

/// <summary>Makes the invoice of a rated bill, with what it posts.</summary>
internal sealed class InvoiceMaker(BillingRun run, ChartOfAccounts chart, ConceptAccounts accounts)
{
    /// <summary>That of type invoice, row 1 of billing_document_type.</summary>
    private const string Prefix = "F";

    /// <summary>The same text for all invoices of the run.</summary>
    private readonly string _document = DocumentKey.Text(run.Cycle, DocumentType.Invoice, 0);

    /// <returns>Why the ledger would not take it; null where it was added.</returns>
    public BillingVerdict.Parked? Add(BillInput input, RatedBill bill, ChunkResult result)
    {
        DocumentKey key = new(input.Contract, input.Cycle, DocumentType.Invoice, 0);
        Posting[] postings = bill.LineCount == 0 ? [] : InvoicePostings.Of(
            bill, input.Facts.Carried, bill.Lines[0].Plan.Rounding.CarryRemainder, accounts);
        if (postings.Length == 0)
        {
            return new BillingVerdict.Parked(ParkReason.NothingToBill, "No line of it has an amount.");
        }

        EntryDraft entry = InvoiceEntry.Of(run, key, input.Issued, _document, postings);
        if (DraftCheck.Check(entry, chart) is { } refused)
        {
            return new BillingVerdict.Parked(ParkReason.LedgerRefused, refused.Detail);
        }

        RatingFacts facts = input.Facts;
        DocumentRow document = new(
            key, input.Group.ServiceArea, 0,
            new CycleDates(facts.PeriodStart, facts.PeriodEnd, input.Issued, input.Due), facts.Quantity, bill.Tax,
            bill.Total, bill.Carried, bill.LineCount);
        result.Add(
            document, new NumberSeries(Prefix, input.Group.ServiceArea, (short)input.Issued.Year), bill.Lines, entry);
        return null;
    }
}
