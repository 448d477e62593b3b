using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Rating;

namespace Strangler.Core.Billing;

/// <summary>What an invoice posts (docs/billing.md has the table): the postings add up to zero.</summary>
public static class InvoicePostings
{
    /// <param name="carriedIn">The remainder of the bill before, in pesos: a credit in it is used up now.</param>
    /// <param name="carries">Whether the plan carries remainders.</param>
    public static Posting[] Of(RatedBill bill, decimal carriedIn, bool carries, ConceptAccounts accounts)
    {
        List<Posting> postings = new(8);
        Add(postings, LedgerAccount.Receivable, bill.Total);
        Money left = bill.Total - bill.Tax;
        foreach (ref readonly RatedLine line in bill.Lines)
        {
            if (line.Informational || (line.Rule is null && line.Modifier is null))
            {
                continue;
            }

            Add(postings, AccountOf(line, accounts), Money.Zero - line.Amount);
            left -= line.Amount;
        }

        Add(postings, LedgerAccount.TaxPayable, Money.Zero - bill.Tax);
        Money credit = carries
            ? NonNegativeTotal.CreditIn(bill.Carried) - NonNegativeTotal.CreditIn(carriedIn)
            : NonNegativeTotal.CreditOf(bill);
        Add(postings, LedgerAccount.CustomerCredit, Money.Zero - credit);
        // What rounding made of the lines, less the part of it that is a customer's credit.
        Add(postings, LedgerAccount.Rounding, credit - left);
        return [.. postings.Where(posting => posting.Amount != Money.Zero)];
    }

    private static LedgerAccount AccountOf(in RatedLine line, ConceptAccounts accounts) =>
        line.Rule?.LedgerAccount is { } named ? new LedgerAccount(named) : accounts.Of(line.Concept);

    private static void Add(List<Posting> postings, LedgerAccount account, Money amount)
    {
        for (int at = 0; at < postings.Count; at++)
        {
            if (postings[at].Account == account)
            {
                postings[at] = postings[at] with { Amount = postings[at].Amount + amount };
                return;
            }
        }

        postings.Add(new Posting(account, amount));
    }
}
