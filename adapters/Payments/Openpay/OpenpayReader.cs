using Strangler.Core.Payments.Providers;
using Strangler.Core.Payments.Receipts;
using Strangler.Payments.Reading;

namespace Strangler.Payments.Openpay;

/// <summary>
/// Openpay's notifications: HTTP Basic with what was given at registration, pesos as numbers, sent again until
/// answered well.
/// </summary>
internal sealed class OpenpayReader(string provider, string user, string password) : JsonWebhookReader(provider)
{
    private readonly Secret _secret = Secret.Basic(user, password);

    protected override string? Suspicion(WebhookMessage message) => message.Header("Authorization") switch
    {
        null or "" => "authorization: missing",
        { } shown => _secret.Is(shown) ? null : "authorization: wrong",
    };

    protected override WebhookOutcome Understand(JsonField root, DateTimeOffset now)
    {
        string type = root["type"].Id();
        if (type == "verification")
        {
            return new WebhookOutcome.Verification(root["verification_code"].Id());
        }

        // A transfer to one of our charges comes as charge.succeeded too; spei.received would count it twice.
        PaymentFactKind? kind = type switch
        {
            "charge.succeeded" => PaymentFactKind.Paid,
            "charge.failed" or "charge.cancelled" => PaymentFactKind.Failed,
            "transaction.expired" => PaymentFactKind.Expired,
            "charge.refunded" => PaymentFactKind.Refunded,
            "chargeback.created" or "chargeback.accepted" => PaymentFactKind.ChargedBack,
            "chargeback.rejected" => PaymentFactKind.ChargebackWon,
            _ => null,
        };
        if (kind is null)
        {
            return new WebhookOutcome.Ignored("type");
        }

        JsonField transaction = root["transaction"];
        return kind == PaymentFactKind.Paid && transaction["transaction_type"].Id() != "charge"
            ? new WebhookOutcome.Ignored("transaction_type")
            : Of(transaction, kind.Value, root["event_date"].Iso());
    }

    private WebhookOutcome Of(JsonField transaction, PaymentFactKind kind, DateTimeOffset at)
    {
        if (kind == PaymentFactKind.Paid
            && (transaction["status"].Id() != "completed" || transaction["operation_type"].Id() != "in"))
        {
            return new WebhookOutcome.Unreadable("transaction.status: not a completed charge");
        }

        return new WebhookOutcome.Received(
            [OpenpayFacts.Of(Provider, transaction, kind, at)], WebhookReplies.AlwaysTaken);
    }
}
