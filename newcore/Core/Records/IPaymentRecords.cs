using Strangler.Core.Identity;
using Strangler.Core.Payments;

namespace Strangler.Core.Records;

/// <summary>Money for contracts, and the references it is paid against.</summary>
public interface IPaymentRecords
{
    /// <summary>Takes a payment, once: debts, ledger and what debt queries say change together.</summary>
    /// <param name="rehearsal">Does all but keep it.</param>
    Task<PaymentOutcome> PayAsync(NewPayment payment, bool rehearsal, CancellationToken cancellation);

    /// <summary>
    /// Cancels a contract's reference. Where it was paid today, the last payment is taken back: its debts are open
    /// again. Asked twice, it changes nothing.
    /// </summary>
    /// <param name="write">Names the cancelling for ever, in at most 80 characters.</param>
    /// <param name="rehearsal">Does all but keep it.</param>
    Task<CancelOutcome> CancelReferenceAsync(
        ContractNumber contract, string write, bool rehearsal, CancellationToken cancellation);

    /// <summary>Puts a contract's reference in force again. Asked twice, it changes nothing.</summary>
    /// <param name="rehearsal">Does all but keep it.</param>
    Task RestoreReferenceAsync(ContractNumber contract, bool rehearsal, CancellationToken cancellation);
}
