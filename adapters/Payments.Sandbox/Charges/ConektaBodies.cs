using System.Text.Json.Nodes;

namespace Strangler.Payments.Sandbox.Charges;

/// <summary>Conekta's and OXXO Pay's order and events.</summary>
internal static class ConektaBodies
{
    public static JsonObject Order(SandboxCharge charge, long now)
    {
        bool paid = charge.Status != "pending";
        JsonObject one = new()
        {
            ["id"] = charge.Id,
            ["object"] = "charge",
            ["currency"] = "MXN",
            ["payment_method"] = Method(charge),
            ["reference_id"] = charge.Ours,
            ["status"] = paid ? charge.Status : "pending_payment",
            ["amount"] = charge.Centavos,
            ["paid_at"] = paid ? now : null,
            ["order_id"] = charge.Order,
        };
        if (charge.RefundedCentavos > 0)
        {
            one["refunds"] = new JsonObject
            {
                ["object"] = "list",
                ["data"] = new JsonArray(new JsonObject
                {
                    ["id"] = "ref_" + charge.Id,
                    ["amount"] = charge.RefundedCentavos,
                }),
            };
        }

        JsonObject order = new()
        {
            ["id"] = charge.Order,
            ["object"] = "order",
            ["livemode"] = true,
            ["amount"] = charge.Centavos,
            ["amount_refunded"] = charge.RefundedCentavos,
            ["currency"] = "MXN",
            ["payment_status"] = paid ? charge.Status : "pending_payment",
            ["metadata"] = new JsonObject { ["reference"] = charge.Ours },
            ["charges"] = new JsonObject { ["object"] = "list", ["total"] = 1, ["data"] = new JsonArray(one) },
        };
        if (charge.Way == "card")
        {
            order["checkout"] = new JsonObject { ["url"] = charge.Shown };
        }

        return order;
    }

    public static JsonObject Event(SandboxCharge charge, string type, long number, long now) => new()
    {
        ["id"] = $"evt{number:D20}",
        ["object"] = "event",
        ["type"] = type,
        ["livemode"] = true,
        ["created_at"] = now,
        ["data"] = new JsonObject { ["object"] = Order(charge, now) },
    };

    private static JsonObject Method(SandboxCharge charge) => charge.Way switch
    {
        "cash" => new JsonObject
        {
            ["object"] = "cash_payment",
            ["type"] = "cash",
            ["reference"] = JsonNode.Parse(charge.Shown),
            ["expires_at"] = charge.ExpiresAt,
        },
        "spei" => new JsonObject
        {
            ["object"] = "bank_transfer_payment",
            ["type"] = "spei",
            ["clabe"] = charge.Shown,
            ["expires_at"] = charge.ExpiresAt,
        },
        _ => new JsonObject { ["object"] = "card_payment", ["type"] = "credit", ["account_type"] = "credit" },
    };
}
