using Strangler.Core.Identity;

namespace Strangler.Core.Cutover;

/// <summary>Where a group stands, and who brought it there.</summary>
/// <param name="State">Null: nothing was prepared.</param>
/// <param name="Attempt">How often its balances were brought over.</param>
/// <param name="IsStale">An import has changed the former system's data since it was reconciled.</param>
public sealed record GroupStanding(
    BillingGroup Group, CutoverState? State, int Attempt, bool IsStale, int Contracts,
    IReadOnlyList<CutoverStep> History)
{
    /// <summary>What is stale has to be reconciled again.</summary>
    public CutoverState? Effective => State == CutoverState.Reconciled && IsStale ? CutoverState.Prepared : State;
}
