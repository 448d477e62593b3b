using Strangler.Core.Payments;
using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Readings;
using Strangler.Payments.Reading;

namespace Strangler.Payments.Belvo;

/// <summary>
/// Belvo's events of direct debits. They bear what was registered as the header Authorization; pesos as numbers; of
/// a debit that came back no amount.
/// </summary>
internal sealed class BelvoReader(string provider, string authorization) : JsonWebhookReader(provider)
{
    private readonly Secret _secret = new(authorization);

    protected override string? Suspicion(WebhookMessage message) => message.Header("Authorization") switch
    {
        null or "" => "authorization: missing",
        { } shown => _secret.Is(shown) ? null : "authorization: wrong",
    };

    protected override WebhookOutcome Understand(JsonField root, DateTimeOffset now)
    {
        if (root["eventType"].Id() != "payment_request_update")
        {
            return new WebhookOutcome.Ignored("eventType");
        }

        string code = root["eventCode"].Id();
        JsonField details = root["details"];
        DateTimeOffset at = root["datetime"].Iso();
        string id = details["id"].Id();
        string reference = details["reference"].Id();
        switch (code, details["status"].Id())
        {
            case ("payment_request_successful", "successful"):
                PaymentFact fact = new(
                    Provider, $"paid:{id}", PaymentFactKind.Paid, id, reference, details["amount"].Pesos(), "MXN", at,
                    LocalDay.Of(at), new PaymentMethod('B', 3));
                return new WebhookOutcome.Received([fact], WebhookReplies.AlwaysTaken);
            case ("payment_request_failed", "failed"):
                return new WebhookOutcome.DebitReturned(
                    Provider, $"failed:{id}", id, reference, details["failedReason"].DigitsOrId(10), at);
            case ("payment_request_successful" or "payment_request_failed", _):
                return new WebhookOutcome.Unreadable("details.status: not what eventCode says");
            default:
                return new WebhookOutcome.Ignored("eventCode");
        }
    }
}
