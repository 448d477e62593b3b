using Strangler.Core.Identity;

namespace Strangler.Core.Prepaid;

/// <summary>What follows from a contract's credit.</summary>
/// <param name="Available">Below zero where emergency credit is used, or more.</param>
/// <param name="Notices">What to tell the customer, each once.</param>
public sealed record CreditDecision(Money Available, CreditState After, IReadOnlyList<CreditNotice> Notices);
