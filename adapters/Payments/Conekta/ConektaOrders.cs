using System.Text.Json.Nodes;
using Strangler.Core.Payments.Providers;
using Strangler.Payments.Reading;

namespace Strangler.Payments.Conekta;

/// <summary>An order to be made, and the answer to it.</summary>
internal static class ConektaOrders
{
    public static JsonObject Write(ChargeOrder order, Payer payer)
    {
        JsonObject written = new()
        {
            ["currency"] = "MXN",
            ["customer_info"] = new JsonObject
            {
                ["name"] = payer.Name,
                ["email"] = payer.Email,
                ["phone"] = payer.Phone,
            },
            ["line_items"] = new JsonArray(new JsonObject
            {
                ["name"] = order.Concept,
                ["unit_price"] = order.Amount.Centavos,
                ["quantity"] = 1,
            }),
            ["metadata"] = new JsonObject { ["reference"] = order.Reference, ["key"] = order.Key },
        };
        long expires = order.ExpiresAt.ToUnixTimeSeconds();
        if (order.Kind == ChargeKind.CardLink)
        {
            written["checkout"] = new JsonObject
            {
                ["type"] = "HostedPayment",
                ["allowed_payment_methods"] = new JsonArray("card"),
                ["expires_at"] = expires,
            };
            return written;
        }

        written["charges"] = new JsonArray(new JsonObject
        {
            ["reference_id"] = order.Reference,
            ["payment_method"] = new JsonObject
            {
                ["type"] = order.Kind == ChargeKind.Store ? "cash" : "spei",
                ["expires_at"] = expires,
            },
        });
        return written;
    }

    public static MakeOutcome.Made Read(JsonField answer, ChargeOrder order)
    {
        string id = answer["id"].Id(50);
        if (order.Kind == ChargeKind.CardLink)
        {
            return new MakeOutcome.Made(id, answer["checkout"]["url"].Id(300), order.ExpiresAt);
        }

        JsonField charge = answer["charges"]["data"].Items(1) is [var only] ? only : answer["charges"]["data"];
        JsonField method = charge["payment_method"];
        string shown = order.Kind == ChargeKind.Store
            ? method["reference"].DigitsOrId() : method["clabe"].DigitsOrId();
        return new MakeOutcome.Made(
            ConektaNames.Charge(id, charge["id"].Id(50)), shown, method["expires_at"].Seconds());
    }
}
