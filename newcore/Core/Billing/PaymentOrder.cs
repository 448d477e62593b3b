using Strangler.Core.Identity;

namespace Strangler.Core.Billing;

/// <summary>
/// Which documents money settles: the oldest due date first, and among those of a day the oldest cycle.
/// </summary>
public static class PaymentOrder
{
    /// <param name="amount">Not below zero.</param>
    /// <returns>What goes to each document, and what is left over for the customer.</returns>
    public static (IReadOnlyList<OpenAmount> Settled, Money Left) Apply(Money amount, IEnumerable<OpenAmount> open)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Centavos);
        List<OpenAmount> settled = [];
        foreach (OpenAmount owed in open.Where(one => one.Owed > Money.Zero).OrderBy(one => one.Due)
            .ThenBy(one => one.Document.Cycle.Year).ThenBy(one => one.Document.Cycle.Period)
            .ThenBy(one => one.Document.Type).ThenBy(one => one.Document.Ordinal))
        {
            if (amount == Money.Zero)
            {
                break;
            }

            Money part = amount < owed.Owed ? amount : owed.Owed;
            settled.Add(owed with { Owed = part });
            amount -= part;
        }

        return (settled, amount);
    }
}
