using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;

namespace Strangler.Tests.Integration.Payments;

/// <summary>A provider of refunds that answers what it is told to, and counts.</summary>
internal sealed class PlayedRefunder(string provider) : IRefunder, IChargeSource
{
    public string Provider => provider;

    public RefundOutcome Answer { get; set; } = new RefundOutcome.Taken("r1");

    /// <summary>What it shows of every charge.</summary>
    public Money Refunded { get; set; }

    public List<RefundOrder> Asked { get; } = [];

    public Task<RefundOutcome> RefundAsync(RefundOrder order, CancellationToken cancellation)
    {
        Asked.Add(order);
        return Task.FromResult(Answer);
    }

    public Task<ChargeOutcome> FindAsync(PaymentFact told, CancellationToken cancellation) =>
        Task.FromResult<ChargeOutcome>(new ChargeOutcome.Found(
            new ProviderCharge(told.Charge!, null, told.Amount, "MXN", ChargeStatus.Paid) { Refunded = Refunded }));
}
