using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Strangler.Gateway.Admin;

/// <summary>Reads a JSON body within its limits.</summary>
internal sealed class AdminBody(IOptions<AdminOptions> options)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    /// <summary>Null, with the answer to give, where it is none.</summary>
    public async Task<(T? Body, IResult? Refusal)> ReadAsync<T>(HttpContext context, CancellationToken cancellation)
        where T : class
    {
        if (context.Request.ContentLength > options.Value.BodyLimit)
        {
            return (null, TooLarge());
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = options.Value.BodyLimit;
        }

        try
        {
            T? body = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Strict, cancellation);
            return body is null ? (null, AdminProblem.BadRequest("The body is null.")) : (body, null);
        }
        catch (JsonException error)
        {
            string place = $"{error.Path ?? "$"}, line {error.LineNumber + 1 ?? 1}";
            return (null, AdminProblem.BadRequest($"The body is not the JSON that is expected, at {place}."));
        }
        catch (BadHttpRequestException error)
        {
            return (null, error.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? TooLarge()
                : AdminProblem.Of(error.StatusCode, "The request is not understood", "It could not be read."));
        }
    }

    private IResult TooLarge() => AdminProblem.Of(
        StatusCodes.Status413PayloadTooLarge, "The request is too large",
        $"A body has at most {options.Value.BodyLimit} bytes.");
}
