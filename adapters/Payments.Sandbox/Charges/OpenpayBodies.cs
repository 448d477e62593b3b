using System.Text.Json.Nodes;

namespace Strangler.Payments.Sandbox.Charges;

/// <summary>Openpay's transaction and notifications.</summary>
internal static class OpenpayBodies
{
    public static JsonObject Transaction(SandboxCharge charge)
    {
        JsonObject transaction = new()
        {
            ["id"] = charge.Id,
            ["method"] = charge.Way switch { "cash" => "store", "spei" => "bank_account", _ => "card" },
            ["operation_type"] = "in",
            ["transaction_type"] = "charge",
            ["status"] = charge.Status switch
            {
                "paid" => "completed",
                "refunded" => "refunded",
                "expired" => "expired",
                _ => "in_progress",
            },
            ["order_id"] = charge.Ours,
            ["amount"] = charge.Pesos,
            ["currency"] = "MXN",
            ["payment_method"] = charge.Way switch
            {
                "cash" => new JsonObject { ["type"] = "store", ["reference"] = charge.Shown },
                "spei" => new JsonObject
                {
                    ["type"] = "bank_transfer",
                    ["agreement"] = "1411217",
                    ["clabe"] = charge.Shown,
                },
                _ => new JsonObject { ["type"] = "redirect", ["url"] = charge.Shown },
            },
        };
        if (charge.RefundedCentavos > 0)
        {
            transaction["refund"] = new JsonObject
            {
                ["id"] = "r" + charge.Id,
                ["amount"] = charge.RefundedCentavos / 100m,
            };
        }

        return transaction;
    }

    public static JsonObject Event(SandboxCharge charge, string type, DateTimeOffset now) => new()
    {
        ["type"] = type,
        ["event_date"] = now.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
        ["transaction"] = Transaction(charge),
    };
}
