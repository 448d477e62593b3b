using Strangler.Core.Identity;

namespace Strangler.Core.Prepaid;

/// <summary>What credit is reckoned from at one moment.</summary>
/// <param name="Payoff">Of the ledger: below zero where the customer has credit.</param>
/// <param name="RunningCharge">For water since the last daily segment, taxes included.</param>
/// <param name="TopUps">How many the agreement has had.</param>
/// <param name="IsFriendly">Whether it is a time at which nobody is cut off.</param>
public readonly record struct CreditFacts(Money Payoff, Money RunningCharge, int TopUps, bool IsFriendly)
{
    public Money Available => Money.Zero - Payoff - RunningCharge;
}
