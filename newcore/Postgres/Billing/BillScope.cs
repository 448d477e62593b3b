using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Billing;

/// <summary>The bills of one period: those of a billing group, or of all where there is none.</summary>
public sealed record BillScope(BillingGroup? Group, BillingCycle Cycle)
{
    /// <summary>As the command line writes it: <c>1/M08</c> or <c>all</c>.</summary>
    public string GroupText => Group?.ToString() ?? "all";
}
