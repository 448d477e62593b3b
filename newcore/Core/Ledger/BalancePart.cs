namespace Strangler.Core.Ledger;

/// <summary>Which balance of a contract an account's postings make; None for the utility's own accounts.</summary>
public enum BalancePart
{
    None,

    /// <summary>What the customer owes.</summary>
    Receivable,

    /// <summary>Held for the customer, to be paid out or spent.</summary>
    Available,

    /// <summary>Held for the customer, to be set against the next invoices.</summary>
    ToOffset,

    /// <summary>Held back, under a claim for instance.</summary>
    Blocked,

    /// <summary>Held against later debts, in no balance until released.</summary>
    Deposit,
}
