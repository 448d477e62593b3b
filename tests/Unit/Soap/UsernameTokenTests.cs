using System.Text;
using Strangler.AquaCis.Security;
using Strangler.AquaCis.Soap;

namespace Strangler.Tests.Unit.Soap;

/// <summary>Every form of the security header that existing consumers send (WIRE-FACTS 11), read either way.</summary>
public sealed class UsernameTokenTests
{
    private const string Wsse =
        "xmlns:wsse='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'";

    private const string Wsu =
        "xmlns:wsu='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd'";

    private const string Profile =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0";

    private const string Names = "<wsse:Username>user</wsse:Username>";

    [Theory]
    [InlineData($"<wsse:Security mustUnderstand='1' {Wsse} {Wsu}><wsse:UsernameToken wsu:Id='UsernameToken-1'>{Names}"
        + $"<wsse:Password Type='{Profile}#PasswordText'>pass</wsse:Password></wsse:UsernameToken></wsse:Security>")]
    [InlineData($"<wsse:Security {Wsse} {Wsu}><wsse:UsernameToken wsu:Id='UsernameToken1'>{Names}"
        + $"<wsse:Password Type='{Profile}#PasswordText'>pass</wsse:Password></wsse:UsernameToken></wsse:Security>")]
    [InlineData($"<wsse:Security {Wsse}><wsse:UsernameToken>{Names}<wsse:Password>pass</wsse:Password>"
        + "</wsse:UsernameToken></wsse:Security>")]
    [InlineData($"<wsse:Security e:mustUnderstand='1' e:actor='' {Wsse}><wsse:Timestamp/><wsse:UsernameToken>"
        + $"<wsse:Nonce>x</wsse:Nonce><wsse:Password>pass</wsse:Password>{Names}</wsse:UsernameToken></wsse:Security>")]
    [InlineData($"<other/><wsse:Security {Wsse}><!-- c --><wsse:UsernameToken>{Names}"
        + "<wsse:Password><![CDATA[pass]]></wsse:Password></wsse:UsernameToken></wsse:Security>")]
    public void A_token_is_read_in_every_form(string header) => AssertRead(header, new UsernameToken("user", "pass"));

    [Fact]
    public void A_password_may_hold_markup_and_letters_of_any_script() => AssertRead(
        Token("pá&lt;ss&amp;&#x20AC;"), new UsernameToken("user", "pá<ss&€"));

    [Theory]
    [InlineData("<a><b/></a>")]
    [InlineData("<wsse:Security xmlns:wsse='urn:other'><wsse:UsernameToken/></wsse:Security>")]
    [InlineData($"<a><wsse:Security {Wsse}><wsse:UsernameToken/></wsse:Security></a>")]
    [InlineData($"<wsse:UsernameToken {Wsse}>{Names}</wsse:UsernameToken>")]
    [InlineData($"<wsse:Security {Wsse}/>")]
    public void Without_a_token_in_its_place_there_is_none(string header) => AssertRead(header, null);

    [Theory]
    [InlineData($"<wsse:Security {Wsse}><wsse:UsernameToken/></wsse:Security>")]
    [InlineData($"<wsse:Security {Wsse}><wsse:UsernameToken>{Names}<wsse:Password Type='{Profile}#PasswordDigest'>x"
        + "</wsse:Password></wsse:UsernameToken></wsse:Security>")]
    [InlineData($"<wsse:Security {Wsse}><wsse:UsernameToken><wsse:Password>x</wsse:Password>"
        + "</wsse:UsernameToken></wsse:Security>")]
    public void A_digest_and_a_token_without_a_name_are_nobodys(string header) =>
        AssertRead(header, UsernameToken.Unusable);

    [Fact]
    public void A_password_longer_than_the_limit_is_nobodys()
    {
        AssertRead(Token(new string('x', UsernameToken.LengthLimit)),
            new UsernameToken("user", new string('x', UsernameToken.LengthLimit)));
        AssertRead(Token(new string('x', UsernameToken.LengthLimit + 1)), UsernameToken.Unusable);
    }

    [Fact]
    public void A_token_says_nothing_of_itself_where_it_is_printed() =>
        Assert.DoesNotContain("pass", $"{Read(Token("pass"))}", StringComparison.Ordinal);

    private static string Token(string password) =>
        $"<wsse:Security {Wsse}><wsse:UsernameToken>{Names}<wsse:Password>{password}</wsse:Password>"
        + "</wsse:UsernameToken></wsse:Security>";

    private static void AssertRead(string header, UsernameToken? expected)
    {
        Assert.Equal(expected, Read(header).Token);
        Assert.Equal(expected, Read("<!-- not plain -->" + header).Token);
    }

    private static SoapRequest Read(string header) => SoapRequestReader.Read(
        Encoding.UTF8.GetBytes(
            $"<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Header>{header}</e:Header><e:Body>"
            + $"<d:getDeuda xmlns:d='{RequestTemplates.Debt.Namespace}'/></e:Body></e:Envelope>"),
        SoapEnvelope.ContentType, RequestTemplates.Debt);
}
