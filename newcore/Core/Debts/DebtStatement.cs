using Strangler.Core.Identity;

namespace Strangler.Core.Debts;

/// <summary>What a contract owes on a day.</summary>
/// <param name="Previous">The part of <paramref name="Total"/> from cycles before the contract's newest.</param>
/// <param name="Cycles">Billing cycles with something unpaid.</param>
/// <param name="PreviousCycles">Those before the contract's newest.</param>
/// <param name="IsOverdue">Whether an invoice is past its due date.</param>
public sealed record DebtStatement(
    DebtAccount Account, DateOnly Today, Money Total, Money Previous, int Cycles, int PreviousCycles, bool IsOverdue)
{
    /// <summary>What is paid against: the contract's own reference; null where it was cancelled.</summary>
    public string? PaymentReference => Account.ReferenceCancelled
        ? null
        : field ??= Identity.PaymentReference.Of(Account.Contract);

    /// <summary>Null where nothing is owed from before the newest cycle.</summary>
    public string? PreviousPaymentReference => Previous > Money.Zero ? PaymentReference : null;

    /// <summary>Its unpaid invoices; one that was issued twice is in it twice.</summary>
    public IEnumerable<OpenInvoice> NewestFirst
    {
        get
        {
            for (int i = Account.Open.Count - 1; i >= 0; i--)
            {
                yield return Account.Open[i];
            }
        }
    }

    public static DebtStatement Of(DebtAccount account, DateOnly today)
    {
        (Money total, Money previous, bool overdue) = (Money.Zero, Money.Zero, false);
        (int cycles, bool newestOwes) = (0, false);
        for (int i = 0; i < account.Open.Count; i++)
        {
            OpenInvoice invoice = account.Open[i];
            bool newest = invoice.Cycle == account.NewestCycle;
            total += invoice.Owed;
            previous += newest ? Money.Zero : invoice.Owed;
            overdue |= invoice.IsOverdue(today);
            newestOwes |= newest;
            cycles += IsFirstOfItsCycle(account.Open, i) ? 1 : 0;
        }

        return new DebtStatement(account, today, total, previous, cycles, cycles - (newestOwes ? 1 : 0), overdue);
    }

    /// <summary>A contract has few open invoices, and those of a cycle stand side by side or nearly.</summary>
    private static bool IsFirstOfItsCycle(IReadOnlyList<OpenInvoice> open, int position)
    {
        for (int earlier = position - 1; earlier >= 0; earlier--)
        {
            if (open[earlier].Cycle == open[position].Cycle)
            {
                return false;
            }
        }

        return true;
    }
}
