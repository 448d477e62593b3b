using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Strangler.Gateway.Rest;

/// <summary>Metadata of an endpoint that is going to end: every answer says so (docs/api-versioning.md).</summary>
/// <param name="Since">First day on which it should not be used any more.</param>
/// <param name="Sunset">First day on which it may be gone.</param>
/// <param name="Successor">Where to go; null where nothing follows.</param>
internal sealed record Deprecation(DateOnly Since, DateOnly Sunset, string? Successor)
{
    /// <summary>Adds the headers of RFC 9745 and RFC 8594, where the endpoint is declared to end.</summary>
    public static void Announce(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Deprecation>() is { } ending)
        {
            // Before anything is written, whatever becomes of it: a problem says so, too.
            context.Response.OnStarting(() =>
            {
                ending.WriteTo(context.Response.Headers);
                return Task.CompletedTask;
            });
        }
    }

    public void WriteTo(IHeaderDictionary headers)
    {
        headers["Deprecation"] = string.Create(
            CultureInfo.InvariantCulture, $"@{Instant(Since).ToUnixTimeSeconds()}");
        headers["Sunset"] = Instant(Sunset).ToString("R", CultureInfo.InvariantCulture);
        if (Successor is not null)
        {
            headers.Link = StringValues.Concat(headers.Link, $"<{Successor}>; rel=\"successor-version\"");
        }
    }

    private static DateTimeOffset Instant(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
