using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Core.Cutover;

/// <summary>What has to be written so that a contract owes here what it owes in the former system.</summary>
/// <param name="Documents">New ones, of the invoices' whole amounts.</param>
/// <param name="Settlements">By how much documents are settled; below zero where one is open again.</param>
/// <param name="Debt">By how much the contract's debt changes.</param>
/// <param name="Credit">By how much what is held for the customer changes.</param>
public sealed record OpeningChange(
    IReadOnlyList<OpeningDocument> Documents, IReadOnlyList<(DocumentKey Document, Money Amount)> Settlements,
    Money Debt, Money Credit)
{
    public IReadOnlyList<Posting> Postings => OpeningPostings.Of(Debt, Credit);

    public bool IsEmpty => Documents.Count == 0 && Settlements.Count == 0 && Postings.Count == 0;
}
