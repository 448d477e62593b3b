using System.Text;
using Strangler.Core.Access;
using Strangler.Gateway.Access.Tokens;
using static Strangler.Tests.Unit.Access.TestIssuer;

namespace Strangler.Tests.Unit.Access;

public sealed class TokenTests
{
    [Theory]
    [InlineData("RS256", "rsa")]
    [InlineData("RS384", "rsa")]
    [InlineData("RS512", "rsa")]
    [InlineData("PS256", "rsa")]
    [InlineData("ES256", "p256")]
    [InlineData("ES384", "p384")]
    public void A_token_signed_with_a_key_of_the_issuer_is_good(string algorithm, string kid)
    {
        TokenVerdict.Good good = Assert.IsType<TokenVerdict.Good>(
            Check(Sign(algorithm, kid, Claims(",\"roles\":[\"reader\"]"))));
        Assert.Equal("token:ana", good.Caller.Name);
        Assert.Equal(Scopes.Of(Role.Reader).Order(), good.Caller.Scopes.Order());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(""","scope":"openid debts.read made.up" """, "debts.read")]
    [InlineData(""","scp":["debts.read","routes.write"]""", "debts.read routes.write")]
    [InlineData(""","roles":"approver","scope":"audit.read routes.write" """, "audit.read")]
    [InlineData(""","roles":["boss"],"scope":"debts.read" """, "debts.read")]
    public void What_a_token_allows_is_what_its_roles_allow_narrowed_to_its_scopes(string more, string scopes) =>
        Assert.Equal(
            scopes,
            string.Join(' ', Assert.IsType<TokenVerdict.Good>(Check(Sign("ES256", "p256", Claims(more))))
                .Caller.Scopes.Order(StringComparer.Ordinal)));

    [Fact]
    public void A_token_without_a_signature_is_refused_however_none_is_spelled()
    {
        foreach (string none in (string[])["none", "None", "NONE", "nOnE", ""])
        {
            string start = $$"""{"alg":"{{none}}","kid":"rsa"}""";
            Refused($"{Text(start)}.{Text(Claims())}.");
            Refused($"{Text(start)}.{Text(Claims())}.AAAA");
        }

        Refused($"{Text("""{"kid":"rsa"}""")}.{Text(Claims())}.AAAA");
    }

    [Theory]
    [InlineData("HS256", "rsa")]
    [InlineData("HS256", "secret")]
    [InlineData("ES384", "p256")]
    [InlineData("ES256", "p384")]
    [InlineData("ES256", "rsa")]
    [InlineData("RS256", "p256")]
    public void A_key_is_never_used_with_an_algorithm_of_another_kind(string algorithm, string kid) =>
        Assert.IsNotType<TokenVerdict.Good>(Check(Sign(algorithm, kid)));

    [Theory]
    [InlineData(""","crit":["exp"]""")]
    [InlineData(""","crit":[],"b64":false""")]
    [InlineData(""","alg":"none" """)]
    [InlineData(""","typ":"logout+jwt" """)]
    [InlineData(""","kid":null""")]
    public void A_header_with_what_is_not_understood_or_said_twice_is_refused(string more) =>
        Refused(Sign("RS256", "rsa", more: more));

    [Theory]
    [InlineData("""{"iss":"https://id.example","aud":"gateway","sub":"ana"}""", "no end")]
    [InlineData("""{"iss":"https://id.example/","aud":"gateway","sub":"ana","exp":#}""", "another issuer")]
    [InlineData("""{"aud":"gateway","sub":"ana","exp":#}""", "no issuer")]
    [InlineData("""{"iss":"https://id.example","sub":"ana","exp":#}""", "no audience")]
    [InlineData("""{"iss":"https://id.example","aud":"portal","sub":"ana","exp":#}""", "another audience")]
    [InlineData("""{"iss":"https://id.example","aud":["portal"],"sub":"ana","exp":#}""", "other audiences")]
    [InlineData("""{"iss":"https://id.example","aud":"gateway","exp":#}""", "nobody's")]
    [InlineData("""{"iss":"https://id.example","aud":"gateway","sub":"a\nb","exp":#}""", "a name that forges a line")]
    [InlineData("""{"iss":"https://id.example","aud":"gateway","sub":"ana","sub":"root","exp":#}""", "said twice")]
    [InlineData("""{"iss":"https://id.example","aud":"gateway","sub":"ana","exp":"#"}""", "a text for a time")]
    [InlineData("""{"iss":"https://id.example","aud":"gateway","sub":"ana","exp":1e300}""", "no time at all")]
    [InlineData("""["iss"]""", "no object")]
    [InlineData("not json", "no JSON")]
    public void A_signed_token_with_wrong_claims_is_refused(string claims, string why) =>
        Assert.True(
            Check(Sign("RS256", "rsa", claims.Replace("#", $"{In(300)}", StringComparison.Ordinal)))
                is TokenVerdict.Bad, why);

    [Theory]
    [InlineData(-59, "", true)]
    [InlineData(-60, "", false)]
    [InlineData(300, ""","nbf":+59""", true)]
    [InlineData(300, ""","nbf":+61""", false)]
    [InlineData(300, ""","iat":+61""", false)]
    public void Clocks_may_be_a_minute_apart_and_no_more(int expires, string more, bool good)
    {
        string claims = Claims(
            more.Replace("+59", $"{In(59)}", StringComparison.Ordinal)
                .Replace("+61", $"{In(61)}", StringComparison.Ordinal), expires);
        TokenVerdict verdict = Check(Sign("RS256", "rsa", claims));
        Assert.Equal(good, verdict is TokenVerdict.Good);
        Assert.True(good || verdict is TokenVerdict.Bad { IsStale: true });
    }

    [Fact]
    public void A_token_that_was_changed_anywhere_is_refused()
    {
        string good = Sign("ES256", "p256");
        int payload = good.IndexOf('.', StringComparison.Ordinal) + 1;
        Random random = new(20260301);
        for (int round = 0; round < 300; round++)
        {
            // The last letter of a part may hold bits that mean nothing.
            int at = random.Next(payload, good.LastIndexOf('.') - 1);
            char other = good[at] == 'A' ? 'B' : 'A';
            Refused(string.Concat(good.AsSpan(0, at), [other], good.AsSpan(at + 1)));
        }

        foreach (string text in (string[])
            ["", ".", "..", "...", good + ".", good + "=", good + " ", " " + good, good[..^2], good.Replace('.', '|')])
        {
            Refused(text);
        }
    }

    [Fact]
    public void A_huge_or_deep_token_is_refused_before_anything_is_worked_out()
    {
        Refused(Sign("RS256", "rsa", Claims($",\"x\":\"{new string('x', 10_000)}\"")));
        Refused(Sign("RS256", "rsa", Claims($",\"x\":{new string('[', 100)}{new string(']', 100)}")));
    }

    [Fact]
    public void A_token_with_an_unknown_key_is_told_from_a_wrong_one_and_one_without_must_be_clear()
    {
        Assert.IsType<TokenVerdict.UnknownKey>(Check(Sign("RS256", "next")));
        Assert.IsType<TokenVerdict.Good>(Check(SignHeader("""{"alg":"RS256"}""", "RS256", Claims())));
        SigningKey[] twins = [.. Keys, Keys[0]];
        Assert.IsType<TokenVerdict.Bad>(
            new TokenCheck(Options).Check(SignHeader("""{"alg":"RS256"}""", "RS256", Claims()), twins, Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":[{"kty":"oct","k":"AAAA"}]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}]}""")]
    [InlineData("""{"keys":[{"kty":"RSA","n":"!","e":"AQAB"}]}""")]
    public void A_key_set_without_a_key_that_can_be_trusted_is_refused(string set) =>
        Assert.Throws<FormatException>(() => KeySetReader.Read(Encoding.UTF8.GetBytes(set)));

    private static TokenVerdict Check(string token) => new TokenCheck(Options).Check(token, Keys, Now);

    private static void Refused(string token) => Assert.IsType<TokenVerdict.Bad>(Check(token));
}
