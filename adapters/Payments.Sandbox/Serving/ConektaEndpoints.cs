using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Strangler.Payments.Sandbox.Charges;
using Strangler.Payments.Sandbox.Sending;

namespace Strangler.Payments.Sandbox.Serving;

/// <summary>Conekta's side, and OXXO Pay's: below /conekta and /femsa.</summary>
internal sealed class ConektaEndpoints(SandboxOptions options, ChargeBook book, Notices notices)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (string provider in (string[])["conekta", "femsa"])
        {
            routes.MapPost($"/{provider}/orders", (RequestDelegate)(http => MakeAsync(http, provider)));
            routes.MapGet($"/{provider}/orders/{{id}}", (RequestDelegate)(http => ShowAsync(http, provider)));
            routes.MapPost(
                $"/{provider}/orders/{{id}}/refunds", (RequestDelegate)(http => RefundAsync(http, provider)));
        }
    }

    private async Task MakeAsync(HttpContext http, string provider)
    {
        JsonObject? asked = await Wire.ReadAsync(http);
        if (!http.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal))
        {
            await RefuseAsync(http, 401, "authentication_error");
            return;
        }

        string? way = Wire.At(asked, "charges", "payment_method", "type")
            ?? (asked?["checkout"] is null ? null : "card");
        if (way is null || !long.TryParse(Wire.At(asked, "line_items", "unit_price"), out long centavos)
            || centavos <= 0 || Wire.At(asked, "customer_info", "email") is null)
        {
            await RefuseAsync(http, 422, "conekta.errors.parameter_validation");
            return;
        }

        long number = book.NextNumber();
        string shown = way switch
        {
            "cash" => string.Create(CultureInfo.InvariantCulture, $"1000{number:D16}"),
            "spei" => string.Create(CultureInfo.InvariantCulture, $"646180{number:D12}"),
            _ => $"https://pay.example/{number}",
        };
        _ = long.TryParse(Wire.At(asked, "charges", "payment_method", "expires_at")
            ?? Wire.At(asked, "checkout", "expires_at"), out long expires);
        SandboxCharge charge = new(
            provider, $"ch{number:D18}", $"ord_{number:D14}", way, centavos,
            Wire.At(asked, "metadata", "reference") ?? "", shown, expires);
        await (book.Add(charge)
            ? Wire.SendAsync(http, 200, ConektaBodies.Order(charge, Now))
            : RefuseAsync(http, 422, "conekta.errors.full"));
    }

    private Task ShowAsync(HttpContext http, string provider) =>
        book.Find(provider, (string)http.GetRouteValue("id")!) is { } charge
            ? Wire.SendAsync(http, 200, ConektaBodies.Order(charge, Now))
            : RefuseAsync(http, 404, "resource_not_found");

    private async Task RefundAsync(HttpContext http, string provider)
    {
        _ = long.TryParse(Wire.At(await Wire.ReadAsync(http), "amount"), out long centavos);
        SandboxCharge? refunded = book.Move(provider, (string)http.GetRouteValue("id")!, "paid", charge =>
            centavos > 0 && centavos <= charge.Centavos
                ? charge with { Status = "refunded", RefundedCentavos = centavos } : charge);
        if (refunded is not { RefundedCentavos: > 0 })
        {
            await RefuseAsync(http, 422, "conekta.errors.not_refundable");
            return;
        }

        await Wire.SendAsync(http, 200, ConektaBodies.Order(refunded, Now));
        await notices.ConektaAsync(refunded, "order.refunded", CancellationToken.None);
    }

    private long Now => options.Clock.GetUtcNow().ToUnixTimeSeconds();

    private static Task RefuseAsync(HttpContext http, int status, string code)
    {
        JsonArray details = [new JsonObject { ["code"] = code }];
        return Wire.SendAsync(http, status, new JsonObject { ["type"] = "error", ["details"] = details });
    }
}
