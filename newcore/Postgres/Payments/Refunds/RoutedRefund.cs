using Strangler.Core.Identity;

namespace Strangler.Postgres.Payments.Refunds;

/// <summary>A refund that a provider is to make.</summary>
/// <param name="WasAsked">It was asked for before, and what became of it is not known.</param>
internal sealed record RoutedRefund(long Id, string Provider, string Charge, Money Amount, bool WasAsked);
