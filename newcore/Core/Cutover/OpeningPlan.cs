using Strangler.Core.Billing;
using Strangler.Core.Identity;

namespace Strangler.Core.Cutover;

/// <summary>
/// Brings a contract's balances to those of the former system. What is right already is left alone, so that it may be
/// done again at any time.
/// </summary>
public static class OpeningPlan
{
    /// <summary>The type of opening documents; a cycle has as many as invoices of it are open.</summary>
    public const short DocumentType = 6;

    /// <param name="debts">All invoices of the contract; none: what was brought over is withdrawn.</param>
    /// <param name="credit">What was brought over of what is held for the customer.</param>
    public static OpeningChange Of(
        IReadOnlyList<LegacyDebt> debts, IReadOnlyCollection<BroughtOver> before, Money credit)
    {
        ArgumentNullException.ThrowIfNull(debts);
        ArgumentNullException.ThrowIfNull(before);
        Dictionary<int, BroughtOver> known = before.ToDictionary(one => one.Invoice);
        List<OpeningDocument> documents = [];
        List<(DocumentKey, Money)> settlements = [];
        Money debt = Money.Zero;
        void Settle(DocumentKey document, Money amount)
        {
            if (amount != Money.Zero)
            {
                settlements.Add((document, amount));
            }
        }

        foreach (LegacyDebt one in debts)
        {
            if (known.Remove(one.Invoice, out BroughtOver? there))
            {
                Settle(there.Document, there.Open - one.Owed);
                debt += one.Owed - there.Open;
            }
            else if (one.Owed > Money.Zero)
            {
                DocumentKey key = NextKey(one, before, documents);
                documents.Add(new OpeningDocument(one, key));
                Settle(key, one.Paid);
                debt += one.Owed;
            }
        }

        // The former system knows these no more.
        foreach (BroughtOver gone in known.Values)
        {
            Settle(gone.Document, gone.Open);
            debt -= gone.Open;
        }

        Money held = debts.Aggregate(Money.Zero, (sum, one) => sum + one.Credit);
        return new OpeningChange(documents, settlements, debt, held - credit);
    }

    private static DocumentKey NextKey(
        LegacyDebt debt, IReadOnlyCollection<BroughtOver> before, List<OpeningDocument> documents)
    {
        int last = before.Select(one => one.Document).Concat(documents.Select(one => one.Key))
            .Where(key => key.Cycle == debt.Cycle).Max(key => (int?)key.Ordinal) ?? 0;
        return new DocumentKey(debt.Contract, debt.Cycle, DocumentType, (short)(last + 1));
    }
}
