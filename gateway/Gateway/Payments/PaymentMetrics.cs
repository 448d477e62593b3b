using System.Diagnostics.Metrics;
using Strangler.Gateway.Observability;

namespace Strangler.Gateway.Payments;

/// <summary>What is counted of money that providers tell of. Labels are known names only.</summary>
internal sealed class PaymentMetrics
{
    private readonly Counter<long> _webhooks;
    private readonly Counter<long> _facts;

    public PaymentMetrics(GatewayMetrics metrics)
    {
        Meter meter = metrics.Meter;
        _webhooks = meter.CreateCounter<long>(
            "strangler_payment_webhooks", description: "What providers posted, by what it was.");
        _facts = meter.CreateCounter<long>(
            "strangler_payment_facts", description: "Facts of money, by what became of them.");
    }

    public void Webhook(string provider, string outcome) =>
        _webhooks.Add(1, new("provider", provider), new KeyValuePair<string, object?>("outcome", outcome));

    public void Facts(long count, string outcome) =>
        _facts.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
}
