using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Reconciling;

/// <summary>The money of a kept fact, to be found in a statement.</summary>
/// <param name="Key">Of the fact, within its provider.</param>
/// <param name="Amount">Below zero where a payment was taken back.</param>
/// <param name="Channel">As of <see cref="PaymentMethod"/>.</param>
/// <param name="IsTaken">A line has it already.</param>
/// <param name="Cost">What the provider's settlement says it kept of it; null where none does.</param>
public sealed record FactMoney(
    string Key, string? Charge, string? Reference, Money Amount, DateOnly Day, char Channel, bool IsTaken = false,
    Cost? Cost = null);
