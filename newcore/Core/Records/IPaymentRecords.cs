using Strangler.Core.Identity;
using Strangler.Core.Payments;

namespace Strangler.Core.Records;

/// <summary>Money for contracts, and the references it is paid against.</summary>
public interface IPaymentRecords
{
    /// <summary>Takes a payment, once: debts, ledger and what debt queries say change together.</summary>
    /// <param name="rehearsal">Does all but keep it.</param>
    Task<PaymentOutcome> PayAsync(NewPayment payment, bool rehearsal, CancellationToken cancellation);

    /// <summary>Cancels a contract's reference, or puts it in force again. Asked twice, it changes nothing.</summary>
    /// <param name="rehearsal">Does all but keep it.</param>
    Task SetReferenceAsync(
        ContractNumber contract, bool inForce, bool rehearsal, CancellationToken cancellation);
}
