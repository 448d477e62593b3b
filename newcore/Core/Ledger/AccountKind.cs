namespace Strangler.Core.Ledger;

/// <summary>Where an account stands in the balance sheet or the result.</summary>
public enum AccountKind
{
    Asset,
    Liability,
    Income,
    Expense,
    Equity,
}
