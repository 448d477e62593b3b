using Strangler.Core.Identity;

namespace Strangler.Core.Debts;

/// <summary>What the utility holds for a contract.</summary>
/// <param name="Blocked">Held back, under a claim for instance.</param>
/// <param name="ToOffset">To be set against the next invoices.</param>
/// <param name="Available">To be paid out or spent.</param>
public sealed record AccountBalance(Money Blocked, Money ToOffset, Money Available)
{
    /// <summary>An extract carries no balances: what was paid too much is not in it.</summary>
    public static readonly AccountBalance None = new(Money.Zero, Money.Zero, Money.Zero);

    public Money Total => Blocked + ToOffset + Available;
}
