using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Core.Records;

/// <summary>An invoice, paid or not.</summary>
/// <param name="ServiceArea">That made it out; mostly its contract's.</param>
/// <param name="Amount">Total, tax included.</param>
/// <param name="Owed">What is left of it; never below zero.</param>
/// <param name="Consumption">Cubic metres of its cycle, as the readings have it.</param>
/// <param name="Collected">Of the latest day, and of those the first. Null while something is owed.</param>
public sealed record InvoiceRecord(
    int Id, string Number, ContractNumber Contract, short ServiceArea, BillingCycle Cycle, DateOnly Issued,
    DateOnly Due, Money Amount, Money Tax, Money Owed, long Consumption, InvoiceCollection? Collected)
{
    /// <summary>What falls due today is not overdue yet.</summary>
    public bool IsOverdue(DateOnly today) => Owed > Money.Zero && Due < today;
}
