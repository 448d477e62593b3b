using Strangler.Core.Debts;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Whose documents are issued.</summary>
/// <param name="Group">Null: all.</param>
/// <param name="Cycle">Null: all.</param>
public sealed record IssueScope(BillingGroup? Group, BillingCycle? Cycle)
{
    public static readonly IssueScope All = new(null, null);

    /// <summary>Of one contract only.</summary>
    public ContractNumber? Contract { get; init; }
}
