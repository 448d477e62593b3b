namespace Strangler.Core.Payments.Providers;

/// <summary>Gives money back through the provider that took it.</summary>
public interface IRefunder
{
    string Provider { get; }

    Task<RefundOutcome> RefundAsync(RefundOrder order, CancellationToken cancellation);
}
