using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Core.Ledger;

/// <summary>The balances of one contract, folded from its entries. What is held for the customer is positive.</summary>
/// <param name="Current">What the customer is asked for now; see <see cref="EntryDraft.CurrentChange"/>.</param>
public readonly record struct LedgerBalances(
    Money Receivable, Money Available, Money ToOffset, Money Blocked, Money Deposits, Money Current)
{
    /// <summary>What the utility holds for the customer, deposits apart.</summary>
    public Money Total => Blocked + ToOffset + Available;

    /// <summary>
    /// What would settle the contract today. Blocked money and deposits do not count before they are released.
    /// </summary>
    public Money Payoff => Receivable - ToOffset - Available;

    public AccountBalance ToAccountBalance() => new(Blocked, ToOffset, Available);

    /// <summary>Without <see cref="Current"/>.</summary>
    /// <exception cref="OverflowException">A balance would not fit.</exception>
    public LedgerBalances Apply(IReadOnlyList<Posting> postings, ChartOfAccounts chart)
    {
        LedgerBalances after = this;
        for (int at = 0; at < postings.Count; at++)
        {
            Posting posting = postings[at];
            after = chart[posting.Account].Part switch
            {
                BalancePart.None => after,
                BalancePart.Receivable => after with { Receivable = after.Receivable + posting.Amount },
                BalancePart.Available => after with { Available = after.Available - posting.Amount },
                BalancePart.ToOffset => after with { ToOffset = after.ToOffset - posting.Amount },
                BalancePart.Blocked => after with { Blocked = after.Blocked - posting.Amount },
                BalancePart.Deposit => after with { Deposits = after.Deposits - posting.Amount },
                BalancePart other => throw new System.Diagnostics.UnreachableException($"No rule for {other}."),
            };
        }

        return after;
    }

    public override string ToString() =>
        $"receivable {Receivable}, available {Available}, to offset {ToOffset}, blocked {Blocked}, "
        + $"deposits {Deposits}, current {Current}";
}
