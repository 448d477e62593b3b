using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Strangler.Gateway.Rest.Problems;

/// <summary>Why a request got no answer, as RFC 9457 has it.</summary>
/// <param name="Detail">Of this very request; no value that the caller sent, and nothing of how we work.</param>
internal sealed record Problem(ProblemType Type, string? Detail = null) : IResult
{
    public const string ContentType = "application/problem+json";

    private static readonly JsonWriterOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What is wrong, one by one.</summary>
    public IReadOnlyList<ProblemError> Errors { get; init; } = [];

    /// <summary>The code of a SOAP fault; null where there was none.</summary>
    public string? Code { get; init; }

    /// <summary>Seconds; null where asking again will not help.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What may be asked for instead.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];

    public static Problem BadRequest(string pointer, string message) =>
        new(ProblemTypes.BadRequest, message) { Errors = [new ProblemError(pointer, message)] };

    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext);

    public async Task WriteAsync(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        ArrayBufferWriter<byte> body = new();
        using (Utf8JsonWriter json = new(body, Relaxed))
        {
            WriteTo(json);
        }

        HttpResponse response = context.Response;
        response.StatusCode = Type.Status;
        response.ContentType = ContentType;
        response.ContentLength = body.WrittenCount;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = $"{seconds}";
        }

        if (Type == ProblemTypes.NoCredential)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
        }
    }

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", Type.Uri);
        json.WriteString("title", Type.Title);
        json.WriteNumber("status", Type.Status);
        if (Detail is not null)
        {
            json.WriteString("detail", Detail);
        }

        if (Code is not null)
        {
            json.WriteString("code", Code);
        }

        if (Offers.Count > 0)
        {
            json.WriteStartArray("offers");
            foreach (string offer in Offers)
            {
                json.WriteStringValue(offer);
            }

            json.WriteEndArray();
        }

        if (Errors.Count > 0)
        {
            json.WriteStartArray("errors");
            foreach (ProblemError error in Errors)
            {
                json.WriteStartObject();
                json.WriteString("pointer", error.Pointer);
                json.WriteString("message", error.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
