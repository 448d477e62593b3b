namespace Strangler.Gateway.Access.Tokens;

/// <summary>Whether a bearer token is good, and whose it is.</summary>
internal sealed class TokenCheck(TokenOptions options)
{
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"];

    private readonly TokenClaims _claims = new(options);

    /// <param name="keys">Those of the issuer.</param>
    public TokenVerdict Check(string text, IReadOnlyList<SigningKey> keys, DateTimeOffset now)
    {
        if (TokenText.Read(text) is not { } token)
        {
            return new TokenVerdict.Bad("no token");
        }

        if (!Algorithms.Contains(token.Algorithm))
        {
            return new TokenVerdict.Bad("algorithm");
        }

        SigningKey[] named = [.. keys.Where(key => token.KeyId is null || key.Id == token.KeyId)];
        if (named.Length == 0)
        {
            return new TokenVerdict.UnknownKey();
        }

        SigningKey[] fitting = [.. named.Where(key => key.Fits(token.Algorithm))];
        // Without a name it must be clear which key is meant; trying all of them would be a way to burn time.
        return fitting is not [var key] ? new TokenVerdict.Bad("key")
            : !key.Signed(token.Algorithm, token.Signed, token.Signature) ? new TokenVerdict.Bad("signature")
            : _claims.Judge(token.Payload, now);
    }
}
