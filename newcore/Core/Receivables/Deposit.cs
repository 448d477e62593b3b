using Strangler.Core.Identity;

namespace Strangler.Core.Receivables;

/// <param name="Used">Of the amount; at most all of it.</param>
public sealed record Deposit(string Reference, DepositKind Kind, Money Amount, Money Used, short Draws)
{
    public Money Left => Amount - Used;

    /// <summary>How much of it is to be used now.</summary>
    /// <param name="asked">Null: what is left, or all that is owed of a retainer.</param>
    public DepositUse Use(Money owed, Money? asked)
    {
        if (Left == Money.Zero)
        {
            return new DepositUse.Refused($"{Reference} was used already.");
        }

        if (Kind != DepositKind.Retainer)
        {
            return asked is { } part && part != Left
                ? new DepositUse.Refused($"{Reference} is used whole: {Left}.") : new DepositUse.Now(Left);
        }

        Money draw = asked ?? (owed < Left ? owed : Left);
        return draw <= Money.Zero ? new DepositUse.Refused("Nothing is owed.")
            : draw > Left ? new DepositUse.Refused($"{Reference} has {Left} left.")
            : draw > owed ? new DepositUse.Refused($"Only {owed} is owed.")
            : new DepositUse.Now(draw);
    }
}
