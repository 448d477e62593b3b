using Strangler.Core.Identity;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Readings;
using Strangler.Payments.Reading;

namespace Strangler.Payments.Conekta;

/// <summary>What an event says of the charges of its order.</summary>
internal sealed class ConektaEvent(string provider, JsonField root)
{
    private const int MostCharges = 20;
    private const int MostRefunds = 100;

    public static bool IsKnown(string type) => type is "order.paid" or "order.expired" or "order.canceled"
        or "order.refunded" or "order.partially_refunded" or "charge.chargeback.created" or "charge.chargeback.lost"
        or "charge.chargeback.won";

    public IReadOnlyList<PaymentFact> Facts(string type)
    {
        JsonField thing = root["data"]["object"];
        DateTimeOffset at = root["created_at"].Seconds();
        return type switch
        {
            "order.paid" => OfOrder(thing, at, PaymentFactKind.Paid, "paid"),
            "order.expired" => OfOrder(thing, at, PaymentFactKind.Expired, "expired", "pending_payment", "paused"),
            "order.canceled" => OfOrder(
                thing, at, PaymentFactKind.Failed, "canceled", "pending_payment", "declined", "expired"),
            "order.refunded" or "order.partially_refunded" => Refunds(thing, at),
            "charge.chargeback.won" => [OfCharge(thing, null, at, PaymentFactKind.ChargebackWon, thing["amount"])],
            _ => [OfCharge(thing, null, at, PaymentFactKind.ChargedBack, thing["amount"])],
        };
    }

    private List<PaymentFact> OfOrder(
        JsonField order, DateTimeOffset at, PaymentFactKind kind, params string[] states)
    {
        string orderId = order["id"].Id();
        List<PaymentFact> facts = [];
        foreach (JsonField charge in order["charges"]["data"].Items(MostCharges))
        {
            if (states.Contains(charge["status"].Id()))
            {
                DateTimeOffset paid = kind == PaymentFactKind.Paid && !charge["paid_at"].IsMissing
                    ? charge["paid_at"].Seconds() : at;
                facts.Add(OfCharge(charge, (orderId, order), paid, kind, charge["amount"]));
            }
        }

        return facts;
    }

    /// <summary>Each refund of each charge; the order's own sum does not tell them apart.</summary>
    private List<PaymentFact> Refunds(JsonField order, DateTimeOffset at)
    {
        string orderId = order["id"].Id();
        List<PaymentFact> facts = [];
        foreach (JsonField charge in order["charges"]["data"].Items(MostCharges))
        {
            if (charge["refunds"].IsMissing)
            {
                continue;
            }

            foreach (JsonField refund in charge["refunds"]["data"].Items(MostRefunds))
            {
                PaymentFact fact = OfCharge(charge, (orderId, order), at, PaymentFactKind.Refunded, refund["amount"]);
                facts.Add(fact with { Key = $"refunded:{refund["id"].Id()}" });
            }
        }

        return facts;
    }

    private PaymentFact OfCharge(
        JsonField charge, (string Id, JsonField Order)? order, DateTimeOffset at, PaymentFactKind kind,
        JsonField amount)
    {
        string id = charge["id"].Id(50);
        string orderId = order?.Id ?? charge["order_id"].Id(50);
        return new PaymentFact(
            provider, $"{Name(kind)}:{id}", kind, ConektaNames.Charge(orderId, id),
            ConektaNames.Reference(charge, order?.Order), amount.Centavos(), charge["currency"].Currency(), at,
            LocalDay.Of(at), ConektaNames.Method(charge["payment_method"]),
            charge["failure_code"].IdOrNull());
    }

    private static string Name(PaymentFactKind kind) => kind switch
    {
        PaymentFactKind.Paid => "paid",
        PaymentFactKind.Expired => "expired",
        PaymentFactKind.ChargedBack => "charged-back",
        PaymentFactKind.ChargebackWon => "chargeback-won",
        _ => "failed",
    };
}
