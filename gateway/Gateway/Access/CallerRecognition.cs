using System.Data.Common;
using Microsoft.Extensions.Primitives;
using Strangler.Gateway.Access.Tokens;
using Strangler.Postgres.Keys;

namespace Strangler.Gateway.Access;

/// <summary>Looks at a request's credential, where its endpoint asks for one. Refuses nothing itself.</summary>
internal sealed partial class CallerRecognition(
    KeyRing keys, BearerTokens tokens, WrongKeys wrong, ILogger<CallerRecognition> logger)
{
    private const string Bearer = "Bearer ";
    private static readonly PathString AdminRoot = "/admin";

    /// <summary>Middleware between routing and the gate.</summary>
    public async Task LookAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<PublicPart>() is null)
        {
            Recognition seen = await RecogniseAsync(context);
            context.Features.Set(seen);
        }

        await next(context);
    }

    private async ValueTask<Recognition> RecogniseAsync(HttpContext context)
    {
        if (wrong.IsBlocked(context.Connection.RemoteIpAddress))
        {
            return Recognition.Guessing;
        }

        if (!keys.IsOpen && !tokens.AreTaken)
        {
            return Recognition.NoKeys;
        }

        string? sent = Sent(context.Request);
        try
        {
            return string.IsNullOrEmpty(sent) ? Recognition.Nobody
                : ApiKeyText.Read(sent) is { } key ? Counted(
                    context,
                    await keys.FindAsync(
                        key, !context.Request.Path.StartsWithSegments(AdminRoot), context.RequestAborted))
                : await RecogniseTokenAsync(context, sent);
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            Log.DatabaseDown(logger, error.Message);
            return new Recognition.NoDatabase(IsConfigured: true);
        }
    }

    private async ValueTask<Recognition> RecogniseTokenAsync(HttpContext context, string sent)
    {
        TokenVerdict? verdict =
            tokens.AreTaken ? await tokens.CheckAsync(sent, context.RequestAborted) : null;
        return verdict switch
        {
            TokenVerdict.Good good => new Recognition.Known(good.Caller),
            TokenVerdict.Bad { IsStale: true } => Recognition.Nobody,
            _ => Counted(context, Recognition.Nobody),
        };
    }

    /// <summary>Who sends what never was good may be guessing.</summary>
    private Recognition Counted(HttpContext context, Recognition seen)
    {
        if (seen is Recognition.None)
        {
            wrong.Count(context.Connection.RemoteIpAddress);
            Log.WrongKey(logger, context.GetEndpoint()?.DisplayName ?? "");
        }

        return seen;
    }

    /// <summary>The first that is there of X-Api-Key and Authorization; two of one are none.</summary>
    private static string? Sent(HttpRequest request)
    {
        StringValues header = request.Headers["X-Api-Key"];
        string? authorization = request.Headers.Authorization;
        return header.Count > 0 ? header
            : authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true
                ? authorization[Bearer.Length..].Trim()
                : null;
    }

    private static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Warning, "A call of {Endpoint} came with a credential that is not good")]
        public static partial void WrongKey(ILogger logger, string endpoint);

        [LoggerMessage(1302, LogLevel.Warning, "API keys cannot be looked up: {Why}")]
        public static partial void DatabaseDown(ILogger logger, string why);
    }
}
