using Microsoft.Extensions.Options;

namespace Strangler.Gateway.Access.Tokens;

/// <summary>Whose a bearer token is.</summary>
internal sealed partial class BearerTokens(
    KeyFeed keys, IOptions<TokenOptions> options, TimeProvider clock, ILogger<BearerTokens> logger)
{
    private readonly TokenCheck _check = new(options.Value);

    public bool AreTaken => options.Value.AreTaken;

    /// <summary>A key that is not known has the keys read again, once.</summary>
    public async ValueTask<TokenVerdict> CheckAsync(string text, CancellationToken cancellation)
    {
        TokenVerdict verdict = _check.Check(text, keys.Keys, clock.GetUtcNow());
        if (verdict is TokenVerdict.UnknownKey)
        {
            await keys.RefreshAsync(cancellation);
            verdict = _check.Check(text, keys.Keys, clock.GetUtcNow());
        }

        if (verdict is TokenVerdict.Bad { Why: var why })
        {
            Log.Bad(logger, why);
        }

        return verdict;
    }

    private static partial class Log
    {
        [LoggerMessage(1312, LogLevel.Information, "A bearer token was not good: {Why}")]
        public static partial void Bad(ILogger logger, string why);
    }
}
