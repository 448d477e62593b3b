using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Strangler.Payments.Sandbox.Charges;

namespace Strangler.Payments.Sandbox.Serving;

/// <summary>CoDi's side, at /codi: gives what a code contains.</summary>
internal sealed class CodiEndpoints(SandboxOptions options, ChargeBook book)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/codi", (RequestDelegate)MakeAsync);

    private async Task MakeAsync(HttpContext http)
    {
        JsonObject? asked = await Wire.ReadAsync(http);
        bool understood = decimal.TryParse(
            Wire.At(asked, "datosMC", "monto"), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal pesos);
        if (!understood || pesos < 0 || Wire.At(asked, "selloDigital") is null)
        {
            await Wire.SendAsync(http, 200, new JsonObject { ["cadenaMC"] = "", ["edoPet"] = -3 });
            return;
        }

        string id = string.Create(CultureInfo.InvariantCulture, $"{book.NextNumber():D10}");
        JsonObject content = new()
        {
            ["TYP"] = 20,
            ["v"] = new JsonObject { ["DEV"] = "sandbox" },
            ["ic"] = new JsonObject { ["IDC"] = id, ["SER"] = 1, ["ENC"] = "c2FuZGJveA" },
        };
        SandboxCharge charge = new(
            "codi", id, id, "codi", (long)(pesos * 100), Wire.At(asked, "datosMC", "concepto") ?? "",
            content.ToJsonString(), 0);
        await Wire.SendAsync(http, 200, new JsonObject
        {
            ["cadenaMC"] = book.Add(charge) ? charge.Shown : "",
            ["epoch"] = options.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            ["edoPet"] = 0,
        });
    }
}
