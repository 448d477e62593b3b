using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Strangler.Payments.Sandbox.Charges;

namespace Strangler.Payments.Sandbox.Serving;

/// <summary>Proofs of the transfers that came in, at /cep.</summary>
internal sealed class CepEndpoints(ChargeBook book)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cep", (RequestDelegate)ShowAsync);

    private Task ShowAsync(HttpContext http)
    {
        IQueryCollection asked = http.Request.Query;
        SandboxTransfer? transfer = book.FindTransfer(asked["criterio"].ToString());
        bool known = transfer is not null && transfer.Account == asked["cuenta"] && transfer.Pesos == asked["monto"];
        return Wire.SendAsync(http, known ? 200 : 404, new JsonObject
        {
            ["estatusBanxico"] = known ? "Liquidado" : "No encontrado",
        });
    }
}
