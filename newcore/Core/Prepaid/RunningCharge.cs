using Strangler.Core.Identity;

namespace Strangler.Core.Prepaid;

/// <summary>What water since the last segment would cost.</summary>
/// <param name="Charged">
/// What segments had charged in all when it was reckoned: another figure since then means that it does not hold.
/// </param>
public readonly record struct RunningCharge(Money Amount, Money Charged);
