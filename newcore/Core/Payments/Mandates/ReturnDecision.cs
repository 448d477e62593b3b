using Strangler.Core.Identity;

namespace Strangler.Core.Payments.Mandates;

/// <summary>What follows from a debit that came back.</summary>
/// <param name="Retry">When to debit again; null: not.</param>
public sealed record ReturnDecision(Mandate Mandate, Money Fee, DateOnly? Retry);
