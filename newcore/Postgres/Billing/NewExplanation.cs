using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>Who answers for a kind of difference from legacy's bills, why, and until when.</summary>
/// <param name="Cause">As differences.csv writes it; null: any.</param>
/// <param name="Group">Null: all.</param>
/// <param name="Cycle">Null: every period.</param>
/// <param name="Contract">Null: every contract.</param>
public sealed record NewExplanation(
    string? Cause, BillingGroup? Group, BillingCycle? Cycle, ContractNumber? Contract, string Who, string Why,
    DateTimeOffset Expires)
{
    public bool Fits(string cause, string group, BillingCycle cycle, int contract) =>
        (Cause is null || Cause == cause) && (Group is not { } only || only.ToString() == group)
        && (Cycle is not { } period || period == cycle) && (Contract is not { } one || one.Value == contract);
}
