using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Strangler.Payments.Sandbox.Serving;

/// <summary>The control endpoint: customers pay, transfers come in, the sandbox misbehaves.</summary>
internal sealed class ControlEndpoints(SandboxServer server)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/pay/{provider}/{charge}", (RequestDelegate)PayAsync);
        routes.MapPost("/transfers", (RequestDelegate)TransferAsync);
        routes.MapPut("/mood", (RequestDelegate)SetMoodAsync);
        routes.MapGet("/key", (RequestDelegate)(http => http.Response.WriteAsync(server.PublicKey)));
        routes.MapGet("/deliveries", (RequestDelegate)(http => Wire.SendAsync(
            http, 200, new JsonObject { ["delivered"] = server.Delivered, ["refused"] = server.RefusedDeliveries })));
    }

    private async Task PayAsync(HttpContext http)
    {
        bool paid = await server.PayAsync(
            (string)http.GetRouteValue("provider")!, (string)http.GetRouteValue("charge")!, http.RequestAborted);
        http.Response.StatusCode = paid ? 204 : 404;
    }

    /// <summary><c>{"account":"6461…","centavos":25047,"tracking":"ABC1"}</c></summary>
    private async Task TransferAsync(HttpContext http)
    {
        JsonObject? asked = await Wire.ReadAsync(http);
        if (Wire.At(asked, "account") is not { } account || Wire.At(asked, "tracking") is not { } tracking
            || !long.TryParse(Wire.At(asked, "centavos"), out long centavos))
        {
            http.Response.StatusCode = 400;
            return;
        }

        await server.TransferAsync(account, centavos, tracking, http.RequestAborted);
        http.Response.StatusCode = 204;
    }

    private async Task SetMoodAsync(HttpContext http)
    {
        try
        {
            SandboxMood? mood = (await Wire.ReadAsync(http)).Deserialize<SandboxMood>(Json);
            http.Response.StatusCode = mood is { IsAllowed: true } && server.Set(mood) ? 204 : 400;
        }
        catch (JsonException)
        {
            http.Response.StatusCode = 400;
        }
    }
}
