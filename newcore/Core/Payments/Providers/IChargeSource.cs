using Strangler.Core.Payments.Receipts;

namespace Strangler.Core.Payments.Providers;

/// <summary>Looks a charge up at its provider, before money is posted.</summary>
public interface IChargeSource
{
    string Provider { get; }

    /// <param name="told">What the provider told; its charge is looked up.</param>
    Task<ChargeOutcome> FindAsync(PaymentFact told, CancellationToken cancellation);
}
