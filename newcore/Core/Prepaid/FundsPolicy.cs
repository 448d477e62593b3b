using Strangler.Core.Identity;

namespace Strangler.Core.Prepaid;

/// <summary>When an agreement asks for funds, and for how much.</summary>
/// <param name="Below">Credit at or below which funds are asked for.</param>
/// <param name="UpTo">What credit is then to come up to; zero: nothing is ever asked for.</param>
/// <param name="ArrearsDays">After so many the request counts as not paid.</param>
public sealed record FundsPolicy(Money Below, Money UpTo, int ArrearsDays)
{
    /// <returns>Zero: nothing is to be asked for.</returns>
    public Money Request(Money credit, Money requested) =>
        UpTo <= Money.Zero || requested > Money.Zero || credit > Below || credit >= UpTo
            ? Money.Zero : UpTo - credit;
}
