using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Routes;

namespace Strangler.Tests.Integration.Access;

/// <summary>Bearer tokens from an issuer whose keys the gateway fetches.</summary>
public sealed class BearerTests(PostgresCluster cluster)
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public async Task A_token_of_the_issuer_opens_what_its_role_allows_and_no_more()
    {
        await using WebApplication issuer = await StartIssuerAsync();
        await using RoutesApi api = await RoutesApi.StartAsync(cluster, Settings(issuer));
        Assert.Equal(200, await AskAsync(api, HttpMethod.Get, Token("\"roles\":[\"reader\"]")));
        Assert.Equal(403, await AskAsync(api, HttpMethod.Post, Token("\"roles\":[\"reader\"]")));
        Assert.Equal(400, await AskAsync(api, HttpMethod.Post, Token("\"roles\":[\"migration-operator\"]")));
        Assert.Equal(403, await AskAsync(api, HttpMethod.Get, Token("\"scope\":\"openid\"")));
        Assert.Equal(401, await AskAsync(api, HttpMethod.Get, Token("\"roles\":[\"admin\"]", lives: -90)));
        Assert.Equal(401, await AskAsync(api, HttpMethod.Get, Token("\"roles\":[\"admin\"]", audience: "portal")));
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(401, await AskAsync(api, HttpMethod.Get, Token("\"roles\":[\"admin\"]", key: other)));
        // Keys go on working beside tokens.
        Assert.Equal(200, (await api.GetAsync("/admin/routes")).Status);
    }

    [Fact]
    public async Task An_issuer_that_cannot_be_reached_closes_nothing_but_its_own_tokens()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(
            cluster, "--Access:Tokens:Issuer=https://id.example", "--Access:Tokens:Audience=gateway",
            "--Access:Tokens:KeysAddress=http://127.0.0.1:1/keys");
        Assert.Equal(401, await AskAsync(api, HttpMethod.Get, Token("\"roles\":[\"reader\"]")));
        Assert.Equal(200, (await api.GetAsync("/admin/routes")).Status);
    }

    [Theory]
    [InlineData("--Access:Tokens:KeysAddress=http://id.example/keys", "not https")]
    [InlineData("--Access:Tokens:KeysFile=", "needs KeysAddress or KeysFile")]
    public async Task A_gateway_does_not_start_with_keys_that_anybody_could_swap(string setting, string why)
    {
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => RunningGateway.StartAsync(
            "http://127.0.0.1:1", "--Access:Tokens:Issuer=https://id.example", "--Access:Tokens:Audience=gateway",
            setting));
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    private static string[] Settings(WebApplication issuer) =>
    [
        "--Access:Tokens:Issuer=https://id.example", "--Access:Tokens:Audience=gateway",
        $"--Access:Tokens:KeysAddress={issuer.Urls.Single()}/keys", "--Access:WrongKeysPerMinute=100",
    ];

    private static async Task<int> AskAsync(RoutesApi api, HttpMethod method, string token)
    {
        using HttpRequestMessage request = new(
            method, method == HttpMethod.Post ? "/admin/routes/kill" : "/admin/routes");
        request.Headers.Authorization = new("Bearer", token);
        request.Content = method == HttpMethod.Post ? new StringContent("[]") : null;
        return (await api.Gateway.SendAsync(request)).Status;
    }

    private async Task<WebApplication> StartIssuerAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            ["--urls=http://127.0.0.1:0", .. RunningGateway.Silent]);
        WebApplication issuer = builder.Build();
        issuer.MapGet("/keys", () => KeySet());
        await issuer.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    private string KeySet()
    {
        ECPoint point = _key.ExportParameters(false).Q;
        return $$"""
            {"keys":[{"kty":"EC","kid":"one","crv":"P-256","x":"{{Base64Url.EncodeToString(point.X)}}",
            "y":"{{Base64Url.EncodeToString(point.Y)}}"}]}
            """;
    }

    private string Token(string more, int lives = 300, string audience = "gateway", ECDsa? key = null)
    {
        long ends = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + lives;
        string signed = Text("""{"alg":"ES256","kid":"one"}""") + "." + Text(
            $$"""{"iss":"https://id.example","aud":"{{audience}}","sub":"ana","exp":{{ends}},{{more}}}""");
        byte[] signature = (key ?? _key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Text(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
