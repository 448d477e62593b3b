using System.Collections.Frozen;
using System.Text.Json;
using Strangler.Core.Access;

namespace Strangler.Gateway.Access.Tokens;

/// <summary>Judges the claims of a token whose signature is good.</summary>
internal sealed class TokenClaims(TokenOptions options)
{
    /// <summary>Of who is told in the audit, in characters.</summary>
    public const int SubjectLimit = 90;

    /// <summary>Roles or scopes of one token that are looked at.</summary>
    private const int ListLimit = 100;

    public TokenVerdict Judge(byte[] payload, DateTimeOffset now)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(payload, TokenText.Strict);
            JsonElement claims = document.RootElement;
            return claims.ValueKind != JsonValueKind.Object ? new TokenVerdict.Bad("no object")
                : !Texts(claims, "iss", split: false).SequenceEqual([options.Issuer]) ? new TokenVerdict.Bad("issuer")
                : !Texts(claims, "aud", split: false).Contains(options.Audience) ? new TokenVerdict.Bad("audience")
                : WrongTime(claims, now) is { } why ? new TokenVerdict.Bad(why, IsStale: true)
                : Subject(claims) is not { } subject ? new TokenVerdict.Bad("subject")
                : new TokenVerdict.Good(new Caller($"token:{subject}", Allowed(claims)));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return new TokenVerdict.Bad("payload");
        }
    }

    /// <summary>Null within its time.</summary>
    private string? WrongTime(JsonElement claims, DateTimeOffset now)
    {
        decimal instant = now.ToUnixTimeMilliseconds() / 1000m;
        decimal skew = (decimal)options.Skew.TotalSeconds;
        return Instant(claims, "exp") is not { } ends || instant >= ends + skew ? "expired"
            : Instant(claims, "nbf") is { } begins && instant < begins - skew ? "not yet"
            : Instant(claims, "iat") is { } issued && instant < issued - skew ? "issued later"
            : null;
    }

    /// <summary>
    /// What the roles allow, narrowed to the scopes where the token names any of ours; without roles, those scopes.
    /// </summary>
    private FrozenSet<string> Allowed(JsonElement claims)
    {
        FrozenSet<string> scopes = Texts(claims, "scope", split: true).Concat(Texts(claims, "scp", split: true))
            .Where(Scopes.IsKnown).ToFrozenSet(StringComparer.Ordinal);
        List<Role> roles = [.. Texts(claims, options.RoleClaim, split: false).Select(RoleText.Read).OfType<Role>()];
        return roles.Count == 0 ? scopes
            : roles.SelectMany(Scopes.Of).Where(scope => scopes.Count == 0 || scopes.Contains(scope))
                .ToFrozenSet(StringComparer.Ordinal);
    }

    private static string? Subject(JsonElement claims) =>
        claims.TryGetProperty("sub", out JsonElement value) && value.GetString() is { } subject
        && subject.Length is > 0 and <= SubjectLimit && !subject.Any(char.IsControl)
            ? subject
            : null;

    private static decimal? Instant(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out JsonElement value) ? value.GetDecimal() : null;

    /// <param name="split">Whether one text holds several, with blanks in between (RFC 8693, 4.2).</param>
    private static IEnumerable<string> Texts(JsonElement claims, string name, bool split)
    {
        if (!claims.TryGetProperty(name, out JsonElement value))
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Take(ListLimit).Select(one => one.GetString() ?? "")]
            : split ? (value.GetString() ?? "").Split(' ', ListLimit)
            : [value.GetString() ?? ""];
    }
}
