using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Strangler.Gateway.Native;

namespace Strangler.Gateway.Rest.Resources;

/// <summary>Writes a resource with its ETag; who has it already is told so, without the body.</summary>
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

        string tag = TagOf(body.Bytes.Span);
        HttpResponse response = context.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        if (context.Request.Headers.IfNoneMatch is { Count: > 0 } known
            && known.ToString().Split(',', StringSplitOptions.TrimEntries).Any(one => one == tag || one == "*"))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json";
        response.ContentLength = body.Bytes.Length;
        await response.Body.WriteAsync(body.Bytes, context.RequestAborted);
    }

    private static string TagOf(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return $"\"{Convert.ToHexStringLower(hash[..TagBytes])}\"";
    }
}
