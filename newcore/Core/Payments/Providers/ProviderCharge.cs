using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Providers;

/// <summary>A charge as its provider shows it when asked.</summary>
/// <param name="Charge">As in facts.</param>
/// <param name="Reference">As in facts.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record ProviderCharge(
    string Charge, string? Reference, Money Amount, string Currency, ChargeStatus Status)
{
    /// <summary>What of it was given back.</summary>
    public Money Refunded { get; init; }
}
