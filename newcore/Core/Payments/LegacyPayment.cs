using Strangler.Core.Identity;

namespace Strangler.Core.Payments;

/// <summary>A payment that legacy was asked to take, as far as it is known.</summary>
/// <param name="Id">Of the write.</param>
/// <param name="Before">What the contract owed less its credit, just before; null where that was not asked.</param>
/// <param name="Amount">Null where all was to be paid.</param>
/// <param name="Taken">Null where legacy did not say.</param>
public sealed record LegacyPayment(long Id, Money? Before, Money? Amount, bool? Taken);
