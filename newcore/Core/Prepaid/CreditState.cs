using Strangler.Core.Identity;

namespace Strangler.Core.Prepaid;

/// <summary>What has been decided of a contract's credit so far.</summary>
/// <param name="ToldBelow">The lowest threshold the customer was told of; null where none is told.</param>
/// <param name="ToldAtTopUp">How many top-ups there had been then: only a later one arms the alert again.</param>
public sealed record CreditState(
    Money? ToldBelow, int ToldAtTopUp, EmergencyState Emergency, ValvePosition Valve, string Reason)
{
    public static readonly CreditState New =
        new(null, 0, EmergencyState.Unused, ValvePosition.Open, ValveReason.Credit);
}
