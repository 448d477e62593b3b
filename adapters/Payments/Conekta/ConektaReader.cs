using System.Security.Cryptography;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Payments.Reading;

namespace Strangler.Payments.Conekta;

/// <summary>
/// Conekta's events, and OXXO Pay's by Digital FEMSA, which are the same: signed over the body in the header DIGEST
/// (RSA, PKCS#1, SHA-256), integer centavos, references as numbers of twenty digits.
/// </summary>
internal sealed class ConektaReader(string provider, IReadOnlyList<string> publicKeys, bool acceptsTests)
    : JsonWebhookReader(provider), IDisposable
{
    private readonly SignatureKeys _keys = new(publicKeys);

    public void Dispose() => _keys.Dispose();

    protected override string? Suspicion(WebhookMessage message) => message.Header("DIGEST") switch
    {
        null or "" => "digest: missing",
        { } digest => _keys.Verify(
            message.Body.Span, digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ? null : "digest: wrong",
    };

    protected override WebhookOutcome Understand(JsonField root, DateTimeOffset now)
    {
        string type = root["type"].Id();
        if (type == "webhook_ping")
        {
            return new WebhookOutcome.Ping();
        }

        if (!ConektaEvent.IsKnown(type))
        {
            return new WebhookOutcome.Ignored("type");
        }

        if (!acceptsTests && !root["livemode"].Flag())
        {
            return new WebhookOutcome.Ignored("test mode");
        }

        IReadOnlyList<PaymentFact> facts = new ConektaEvent(Provider, root).Facts(type);
        if (facts.Count > 0)
        {
            return new WebhookOutcome.Received(facts, WebhookReplies.AlwaysTaken);
        }

        return type is "order.paid" or "order.refunded" or "order.partially_refunded"
            ? new WebhookOutcome.Unreadable("data.object.charges: none of them is what the event says")
            : new WebhookOutcome.Ignored("nothing happened to money");
    }
}
