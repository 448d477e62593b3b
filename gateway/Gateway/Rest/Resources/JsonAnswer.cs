using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Strangler.Gateway.Native;
using Strangler.Gateway.Rest.Problems;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>
/// Writes a resource with its ETag. Who has it already (If-None-Match) is told so, without the body; who counts on
/// another state (If-Match) is told that it has changed.
/// </summary>
internal static class JsonAnswer
{
    private const int TagBytes = 12;

    private static readonly JsonWriterOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync<T>(HttpContext context, T item, Action<Utf8JsonWriter, T> write)
    {
        using PooledReply body = new();
        using (Utf8JsonWriter json = new(body, Relaxed))
        {
            write(json, item);
        }

        await WriteAsync(context, "application/json", body.Bytes);
    }

    public static Task WriteAsync(HttpContext context, string contentType, ReadOnlyMemory<byte> body)
    {
        HttpRequest request = context.Request;
        HttpResponse response = context.Response;
        string tag = TagOf(body.Span);
        bool isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (isRead && request.Headers.IfMatch is { Count: > 0 } expected && !Names(expected, tag))
        {
            return new Problem(ProblemTypes.Changed).WriteAsync(context);
        }

        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        if (isRead && request.Headers.IfNoneMatch is { Count: > 0 } known && Names(known, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static bool Names(StringValues tags, string tag) =>
        tags.ToString().Split(',', StringSplitOptions.TrimEntries).Any(one => one == tag || one == "*");

    private static string TagOf(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return $"\"{Convert.ToHexStringLower(hash[..TagBytes])}\"";
    }
}
