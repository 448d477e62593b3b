using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Rating;

namespace Strangler.Core.Adjustments;

/// <summary>An adjustment worked out: the note and what it posts.</summary>
/// <param name="Invoice">Its number.</param>
/// <param name="Before">The quantity the invoice stood at.</param>
/// <param name="Delta">By concept and part; negative in the customer's favour.</param>
/// <param name="NoteType">Credit note, debit note, or a corrective where only concepts change places.</param>
/// <param name="ToReceivable">By how much the debt changes.</param>
/// <param name="ToOffset">What is left for the customer's next invoices, where less was owed than is credited.</param>
public sealed record Adjustment(
    string Invoice, DocumentKey Key, string Scenario, decimal Before, decimal After, BillDelta Delta, short NoteType,
    Money ToReceivable, Money ToOffset, IReadOnlyList<Posting> Postings)
{
    public Money Total => Delta.Total;

    /// <summary>As the note writes them: a credit note's are positive.</summary>
    public IEnumerable<PostedLine> NoteLines => NoteType == DocumentType.CreditNote
        ? Delta.Lines.Select(line => line with
        {
            Amount = Money.Zero - line.Amount,
            Tax = Money.Zero - line.Tax,
        })
        : Delta.Lines;
}
