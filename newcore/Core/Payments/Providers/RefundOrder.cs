using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Providers;

/// <summary>Money to be given back by the provider that took it.</summary>
/// <param name="Key">As of a charge.</param>
/// <param name="Charge">As in the fact of the payment.</param>
public sealed record RefundOrder(string Key, string Charge, Money Amount);
