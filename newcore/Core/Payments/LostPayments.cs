using Strangler.Core.Identity;

namespace Strangler.Core.Payments;

/// <summary>
/// Tells from what a contract owed before each payment, and owes now, which of those without an answer were taken.
/// </summary>
public static class LostPayments
{
    /// <param name="payments">
    /// All of a contract from the first that was lost, in the order in which legacy was asked, one after the other.
    /// </param>
    /// <param name="now">What it owes less its credit, when legacy had time to end them all.</param>
    /// <returns>
    /// For each lost one whether it was taken; null where the amounts do not add up, and a person has to look.
    /// </returns>
    public static IReadOnlyDictionary<long, bool>? Decide(IReadOnlyList<LegacyPayment> payments, Money now)
    {
        Dictionary<long, bool> decided = [];
        for (int at = 0; at < payments.Count; at++)
        {
            LegacyPayment payment = payments[at];
            Money? after = at + 1 < payments.Count ? payments[at + 1].Before : now;
            if (payment is not { Before: { } before, Amount: { } amount } || after is not { } left)
            {
                return null;
            }

            bool? taken = before - left == amount ? true : before == left ? false : null;
            if (taken is not { } clear || (payment.Taken ?? clear) != clear)
            {
                return null;
            }

            if (payment.Taken is null)
            {
                decided.Add(payment.Id, clear);
            }
        }

        return decided;
    }
}
