using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Strangler.Gateway.Admin;
using Strangler.Gateway.Rest.Problems;
using Strangler.Postgres.Keys;

namespace Strangler.Gateway.Rest.Access;

/// <summary>
/// Lets only those into /api who hold a key: any key reads, an admin's writes. An endpoint that names no scope is
/// closed to all but admins.
/// </summary>
internal sealed partial class ApiAccess(
    IServiceProvider services, WrongKeys wrong, TimeProvider clock, IOptions<RestOptions> options,
    ILogger<ApiAccess> logger)
{
    /// <summary>Keys remembered; with more all are forgotten.</summary>
    private const int Remembered = 1000;

    private const string Bearer = "Bearer ";
    private static readonly object CallerItem = new();
    private readonly ConcurrentDictionary<string, (byte[] Hash, ApiKey Key, long At)> _good = new();

    /// <summary>Who is asking.</summary>
    public static string CallerOf(HttpContext context) => ((ApiKey)context.Items[CallerItem]!).Name;

    /// <summary>Middleware, behind routing.</summary>
    public async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        Endpoint? endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<PublicPart>() is null && await RefuseAsync(context, endpoint) is { } refusal)
        {
            await refusal.WriteAsync(context);
            return;
        }

        await next(context);
    }

    private async ValueTask<Problem?> RefuseAsync(HttpContext context, Endpoint? endpoint)
    {
        if (services.GetService<ApiKeyStore>() is not { } keys)
        {
            return new Problem(ProblemTypes.NoDatabase, "Without a database nobody's key can be checked.");
        }

        if (wrong.IsBlocked(context.Connection.RemoteIpAddress))
        {
            return new Problem(ProblemTypes.TooManyWrongKeys) { RetryAfter = 60 };
        }

        try
        {
            ApiKeyText? text = ApiKeyText.Read(Sent(context.Request));
            if (text is null || await FindAsync(keys, text, context.RequestAborted) is not { } key)
            {
                wrong.Count(context.Connection.RemoteIpAddress);
                return new Problem(ProblemTypes.NoCredential);
            }

            context.Items[CallerItem] = key;
            RequiredScope? scope = endpoint?.Metadata.GetMetadata<RequiredScope>();
            bool may = key.Role == ApiKeyRole.Admin || endpoint is null || scope is { IsWrite: false };
            return may ? null : new Problem(ProblemTypes.NotAllowed);
        }
        catch (Exception error) when (error is DbException or TimeoutException)
        {
            Log.DatabaseDown(logger, error.Message);
            return new Problem(ProblemTypes.NoDatabase) { RetryAfter = 5 };
        }
    }

    private async ValueTask<ApiKey?> FindAsync(ApiKeyStore keys, ApiKeyText text, CancellationToken cancellation)
    {
        byte[] hash = text.Hash();
        long now = clock.GetTimestamp();
        if (_good.TryGetValue(text.Id, out (byte[] Hash, ApiKey Key, long At) known)
            && clock.GetElapsedTime(known.At, now) < options.Value.KeyMemory
            && System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(known.Hash, hash))
        {
            return known.Key;
        }

        ApiKey? key = await keys.FindAsync(text, cancellation);
        if (key is not null)
        {
            if (_good.Count >= Remembered)
            {
                _good.Clear();
            }

            _good[text.Id] = (hash, key, now);
        }

        return key;
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
        [LoggerMessage(1501, LogLevel.Warning, "Keys of /api cannot be checked: {Why}")]
        public static partial void DatabaseDown(ILogger logger, string why);
    }
}
