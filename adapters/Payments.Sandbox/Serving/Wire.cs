using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Strangler.Payments.Sandbox.Serving;

/// <summary>JSON in and out, without types.</summary>
internal static class Wire
{
    public static async Task<JsonObject?> ReadAsync(HttpContext http)
    {
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static Task SendAsync(HttpContext http, int status, JsonNode body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }

    /// <summary>A text or number at a path, as its text; null where there is none.</summary>
    public static string? At(JsonNode? node, params string[] path)
    {
        foreach (string name in path)
        {
            node = node switch
            {
                JsonObject parent => parent[name],
                JsonArray { Count: > 0 } list => list[0]?[name],
                _ => null,
            };
        }

        return node is JsonValue value ? value.ToString() : null;
    }
}
