using System.Text.Json;
using System.Text.Json.Serialization;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>Reads bodies of /api/v1: nothing unknown, nothing twice, no number as text.</summary>
internal static class StrictBody
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 8,
    };

    /// <summary>The body, or why there is none.</summary>
    public static (T? Body, Problem? Problem) Read<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Strict) is { } body
                ? (body, null)
                : (null, Problem.BadRequest("", "The body is null."));
        }
        catch (JsonException error)
        {
            string pointer = error.Path is { Length: > 1 } path
                ? "/" + path[2..].Replace('.', '/').Replace('[', '/').Replace("]", "", StringComparison.Ordinal)
                : "";
            return (null, Problem.BadRequest(pointer, "This is not what the resource has there."));
        }
    }
}
