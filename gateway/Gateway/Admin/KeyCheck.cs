using System.Data.Common;
using Microsoft.Extensions.Primitives;
using Strangler.Postgres.Keys;

namespace Strangler.Gateway.Admin;

/// <summary>
/// Lets only those in who hold a key, and only admins change anything. Turns a lost database into 503.
/// </summary>
internal sealed partial class KeyCheck(IServiceProvider services, WrongKeys wrong, ILogger<KeyCheck> logger)
    : IEndpointFilter
{
    private const string Bearer = "Bearer ";
    private static readonly object KeyItem = new();

    /// <summary>Whose key a request came with: who the history says made a change.</summary>
    public static string NameOf(HttpContext context) => ((ApiKey)context.Items[KeyItem]!).Name;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        if (services.GetService<ApiKeyStore>() is not { } keys)
        {
            return AdminProblem.NoDatabase();
        }

        try
        {
            return await RefuseAsync(http, keys) is { } refusal ? refusal : await next(context);
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            Log.DatabaseDown(logger, error.Message);
            return AdminProblem.DatabaseDown();
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return AdminProblem.DatabaseDown();
        }
    }

    private async Task<IResult?> RefuseAsync(HttpContext http, ApiKeyStore keys)
    {
        if (wrong.IsBlocked(http.Connection.RemoteIpAddress))
        {
            http.Response.Headers.RetryAfter = "60";
            return AdminProblem.TooManyWrongKeys();
        }

        ApiKeyText? text = ApiKeyText.Read(Sent(http.Request));
        ApiKey? key = text is null ? null : await keys.FindAsync(text, http.RequestAborted);
        if (key is null)
        {
            wrong.Count(http.Connection.RemoteIpAddress);
            Log.WrongKey(logger, http.Request.Path);
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return AdminProblem.NoKey();
        }

        http.Items[KeyItem] = key;
        return key.Role == ApiKeyRole.Admin || HttpMethods.IsGet(http.Request.Method)
            ? null
            : AdminProblem.NotAllowed();
    }

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
        [LoggerMessage(1301, LogLevel.Warning, "A call of {Path} came without a valid key")]
        public static partial void WrongKey(ILogger logger, string path);

        [LoggerMessage(1302, LogLevel.Warning, "The admin API cannot reach the database: {Why}")]
        public static partial void DatabaseDown(ILogger logger, string why);
    }
}
