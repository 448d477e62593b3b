using Strangler.Core.Identity;
using Strangler.Core.Payments.References;

namespace Strangler.Core.Payments.Mandates;

/// <summary>A customer's permission to debit an account for a contract.</summary>
/// <param name="Most">Of one debit; null: any amount.</param>
/// <param name="Failures">Debits that came back in a row.</param>
public sealed record Mandate(
    ContractNumber Contract, Clabe Account, MandateState State, Money? Most = null, int Failures = 0)
{
    /// <returns>Null: it is not requested, or suspended.</returns>
    public Mandate? Activate() => State is MandateState.Requested or MandateState.Suspended
        ? this with { State = MandateState.Active, Failures = 0 } : null;

    /// <returns>Null: it ended before.</returns>
    public Mandate? End() => State == MandateState.Ended ? null : this with { State = MandateState.Ended };

    /// <summary>A debit was paid.</summary>
    public Mandate Paid() => this with { Failures = 0 };
}
