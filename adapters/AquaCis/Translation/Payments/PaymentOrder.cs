using Strangler.Core.Identity;

namespace Strangler.AquaCis.Translation.Payments;

/// <summary>Money that a collector has taken for a payment reference.</summary>
/// <param name="PaidOn">As AquaCIS takes it, <c>yyyyMMdd</c>.</param>
public sealed record PaymentOrder(
    string Reference, Money Amount, string PaidOn, string? Store, string? Cashier, string? Terminal, string? Ticket);
