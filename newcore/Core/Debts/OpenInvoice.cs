using Strangler.Core.Identity;

namespace Strangler.Core.Debts;

/// <summary>An invoice that is not paid in full.</summary>
/// <param name="Period">1 to 12 of <paramref name="Year"/>.</param>
/// <param name="Amount">Total, tax included.</param>
/// <param name="Owed">What is left of it; above zero.</param>
public sealed record OpenInvoice(
    int Id, string Number, short Year, byte Period, DateOnly Issued, DateOnly Due, Money Amount, Money Tax, Money Owed)
{
    public BillingCycle Cycle => new(Year, Period);

    /// <summary>What falls due today is not overdue yet.</summary>
    public bool IsOverdue(DateOnly today) => Due < today;
}
