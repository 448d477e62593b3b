using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Strangler.Payments.Sandbox.Charges;
using Strangler.Payments.Sandbox.Sending;

namespace Strangler.Payments.Sandbox.Serving;

/// <summary>Openpay's side, below /openpay. An order number is refused the second time.</summary>
internal sealed class OpenpayEndpoints(ChargeBook book, Notices notices)
{
    private const string Provider = "openpay";
    private const string Charges = "/openpay/v1/{merchant}/charges";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Charges, (RequestDelegate)MakeAsync);
        routes.MapGet(Charges, (RequestDelegate)ListAsync);
        routes.MapGet(Charges + "/{id}", (RequestDelegate)ShowAsync);
        routes.MapPost(Charges + "/{id}/refund", (RequestDelegate)RefundAsync);
    }

    private async Task MakeAsync(HttpContext http)
    {
        JsonObject? asked = await Wire.ReadAsync(http);
        string ours = Wire.At(asked, "order_id") ?? "";
        if (!decimal.TryParse(
                Wire.At(asked, "amount"), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal pesos)
            || pesos <= 0 || pesos > 999_999 || ours.Length == 0)
        {
            await RefuseAsync(http, 400, 1001);
            return;
        }

        if (book.FindOurs(Provider, ours) is not null)
        {
            await RefuseAsync(http, 409, 1006);
            return;
        }

        long number = book.NextNumber();
        string way = Wire.At(asked, "method") switch { "store" => "cash", "bank_account" => "spei", _ => "card" };
        string shown = way switch
        {
            "cash" => string.Create(CultureInfo.InvariantCulture, $"1010{number:D12}"),
            "spei" => string.Create(CultureInfo.InvariantCulture, $"012180{number:D12}"),
            _ => $"https://pay.example/{number}",
        };
        string id = string.Create(CultureInfo.InvariantCulture, $"tr{number:D18}");
        SandboxCharge charge = new(Provider, id, id, way, (long)(pesos * 100), ours, shown, 0);
        await (book.Add(charge)
            ? Wire.SendAsync(http, 200, OpenpayBodies.Transaction(charge)) : RefuseAsync(http, 412, 1000));
    }

    private Task ListAsync(HttpContext http) => Wire.SendAsync(
        http, 200, book.FindOurs(Provider, http.Request.Query["order_id"].ToString()) is { } charge
            ? new JsonArray(OpenpayBodies.Transaction(charge)) : new JsonArray());

    private Task ShowAsync(HttpContext http) => book.Find(Provider, (string)http.GetRouteValue("id")!) is { } charge
        ? Wire.SendAsync(http, 200, OpenpayBodies.Transaction(charge)) : RefuseAsync(http, 404, 1005);

    private async Task RefundAsync(HttpContext http)
    {
        _ = decimal.TryParse(
            Wire.At(await Wire.ReadAsync(http), "amount"), NumberStyles.Number, CultureInfo.InvariantCulture,
            out decimal pesos);
        long centavos = (long)(pesos * 100);
        SandboxCharge? refunded = book.Move(Provider, (string)http.GetRouteValue("id")!, "paid", charge =>
            centavos > 0 && centavos <= charge.Centavos
                ? charge with { Status = "refunded", RefundedCentavos = centavos } : charge);
        if (refunded is not { RefundedCentavos: > 0 })
        {
            await RefuseAsync(http, 409, 1018);
            return;
        }

        await Wire.SendAsync(http, 200, OpenpayBodies.Transaction(refunded));
        await notices.OpenpayAsync(refunded, "charge.refunded", CancellationToken.None);
    }

    private static Task RefuseAsync(HttpContext http, int status, int code) => Wire.SendAsync(
        http, status, new JsonObject { ["category"] = "request", ["error_code"] = code, ["http_code"] = status });
}
