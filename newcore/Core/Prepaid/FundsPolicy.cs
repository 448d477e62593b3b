using Strangler.Core.Identity;

namespace Strangler.Core.Prepaid;

/// <summary>When an agreement asks for funds, and for how much.</summary>
/// <param name="Below">Credit at or below which funds are asked for.</param>
/// <param name="UpTo">What credit is then to come up to; zero: nothing is ever asked for.</param>
/// <param name="ArrearsDays">After so many the request counts as not paid.</param>
public sealed record FundsPolicy(Money Below, Money UpTo, int ArrearsDays)
{
    /// <summary>
    /// Settled day by day, after: all that is owed is asked for, whatever credit the agreement says; there is none.
    /// </summary>
    public bool Daily { get; init; }

    /// <param name="requested">What is asked for already.</param>
    /// <returns>What more is to be asked for; zero: nothing.</returns>
    public Money Request(Money credit, Money requested) => Daily
        ? Money.Zero - credit - requested is var owed && owed > Money.Zero ? owed : Money.Zero
        : UpTo <= Money.Zero || requested > Money.Zero || credit > Below || credit >= UpTo
            ? Money.Zero : UpTo - credit;
}
