using System.Net;
using System.Text.Json.Nodes;
using Strangler.Core.Access;
using Strangler.Postgres.Keys;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Routes;

public sealed class AdminApiTests(PostgresCluster cluster)
{
    private const string Shadow = """{"operation":"getDeuda","group":"1/M08","mode":"shadow","why":"first group"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_route_is_set_seen_explained_and_removed()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster);
        Answered set = await api.SendAsync(HttpMethod.Put, "/admin/routes", Shadow);
        Assert.Equal((200, 1), (set.Status, (int)JsonNode.Parse(set.Body)!["changes"]![0]!["operations"]!));

        JsonNode route = JsonNode.Parse((await api.GetAsync("/admin/routes")).Body)!["routes"]![0]!;
        Assert.Equal(("getDeuda", "1/M08", "shadow", "Ana", "first group"), (
            (string)route["operation"]!, (string)route["group"]!, (string)route["mode"]!,
            (string)route["changed"]!["who"]!, (string)route["changed"]!["why"]!));
        Assert.Equal("shadow", await ModeAsync(api, "operation=getDeuda&group=1/M08"));
        Assert.Equal("legacy", await ModeAsync(api, "operation=getDeuda"));
        Assert.Equal("legacy", await ModeAsync(api, "operation=getDeuda&group=1/M08&version=0"));

        Answered removed = await api.SendAsync(
            HttpMethod.Delete, "/admin/routes?operation=getDeuda&group=1/M08&why=done&expectedVersion=1");
        Assert.Equal(200, removed.Status);
        Assert.Equal("legacy", await ModeAsync(api, "operation=getDeuda&group=1/M08"));
        JsonNode history = JsonNode.Parse((await api.GetAsync("/admin/routes/history?limit=10")).Body)!["history"]!;
        Assert.Equal(["remove", "set"], history.AsArray().Select(entry => (string)entry!["action"]!));
    }

    [Fact]
    public async Task A_kill_sends_its_scope_to_legacy_until_it_is_lifted()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster);
        await api.SendAsync(HttpMethod.Put, "/admin/routes", Shadow);
        Assert.Equal(
            200, (await api.SendAsync(HttpMethod.Post, "/admin/routes/kill", """{"why":"smoke"}""")).Status);
        Assert.Equal("legacy", await ModeAsync(api, "operation=getDeuda&group=1/M08"));
        Assert.Equal(200, (await api.SendAsync(HttpMethod.Delete, "/admin/routes/kill?why=over")).Status);
        Assert.Equal("shadow", await ModeAsync(api, "operation=getDeuda&group=1/M08"));
    }

    [Fact]
    public async Task Many_routes_are_set_together_or_none_with_every_reason()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster);
        Answered refused = await api.SendAsync(
            HttpMethod.Put, "/admin/routes",
            """
            {"routes":[{"group":"1/M08","mode":"native"},{"operation":"getActuaciones","mode":"native"},
            {"group":"M08","mode":"nativ"}],"why":"wave 1"}
            """);
        Assert.Equal((400, 3), (refused.Status, RoutesApi.Reasons(refused).Length));
        Assert.Empty(JsonNode.Parse((await api.GetAsync("/admin/routes")).Body)!["routes"]!.AsArray());
    }

    [Theory]
    [InlineData("PUT", "/admin/routes", """{"group":"1/M08","mode":"shadow","why":"x","expectedVersion":9}""", 409)]
    [InlineData("DELETE", "/admin/routes?operation=getDeuda&why=x", null, 404)]
    [InlineData("DELETE", "/admin/routes/kill?why=x", null, 404)]
    [InlineData("PUT", "/admin/routes", """{"operation":"getDeuda","mode":"shadow"}""", 400)]
    [InlineData("PUT", "/admin/routes", """{"operation":"getDeuda","mode":"shadow","why":"x","extra":1}""", 400)]
    [InlineData("PUT", "/admin/routes", """{"mode":"shadow","why":"x","routes":[{"mode":"shadow"}]}""", 400)]
    [InlineData("PUT", "/admin/routes", """{"routes":[null],"why":"x"}""", 400)]
    [InlineData("PUT", "/admin/routes", "not json", 400)]
    [InlineData("PUT", "/admin/routes", "null", 400)]
    [InlineData("PUT", "/admin/routes", "", 400)]
    [InlineData("GET", "/admin/routes/history?limit=0", null, 400)]
    [InlineData("GET", "/admin/routes/explain", null, 400)]
    [InlineData("GET", "/admin/routes/explain?operation=getDeuda&version=5", null, 404)]
    [InlineData("GET", "/admin/routes/explain?operation=getContrato", null, 400)]
    public async Task A_wrong_request_is_answered_with_the_reason(string method, string path, string? body, int status)
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster);
        Answered answer = await api.SendAsync(new HttpMethod(method), path, body);
        Assert.Equal(status, answer.Status);
        Assert.NotEmpty(RoutesApi.Reasons(answer));
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_whether_it_says_its_length_or_not()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster, "--Admin:BodyLimit=2000");
        string large = $$"""{"why":"{{new string('x', 3000)}}"}""";
        Assert.Equal(413, (await api.SendAsync(HttpMethod.Put, "/admin/routes", large)).Status);
        using HttpRequestMessage chunked = new(HttpMethod.Put, "/admin/routes") { Content = new StringContent(large) };
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Headers.Add("X-Api-Key", api.Admin);
        Assert.Equal(413, (await api.Gateway.SendAsync(chunked)).Status);
    }

    [Fact]
    public async Task Without_a_good_key_nothing_is_told_or_changed()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster, "--Access:WrongKeysPerMinute=100");
        string wrongSecret = api.Admin[..^4] + (api.Admin.EndsWith("0000", StringComparison.Ordinal) ? "1111" : "0000");
        foreach (string key in (string[])
            ["", "strangler", "strangler.000000000000.x", wrongSecret, new string('x', 5000)])
        {
            Answered answer = await api.GetAsync("/admin/routes", key);
            Assert.Equal(401, answer.Status);
            Assert.DoesNotContain("version", answer.Body, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(403, (await api.SendAsync(HttpMethod.Put, "/admin/routes", Shadow, api.Viewer)).Status);
        Assert.Equal(200, (await api.GetAsync("/admin/routes", api.Viewer)).Status);
        await new ApiKeyStore(api.Database).RevokeAsync("Eva", "test", Cancellation);
        Assert.Equal(401, (await api.GetAsync("/admin/routes", api.Viewer)).Status);
    }

    [Fact]
    public async Task A_key_may_also_come_as_a_bearer_token()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster);
        using HttpRequestMessage request = new(HttpMethod.Get, "/admin/routes");
        request.Headers.Authorization = new("Bearer", api.Viewer);
        Assert.Equal(200, (await api.Gateway.SendAsync(request)).Status);
    }

    [Fact]
    public async Task Who_guesses_keys_is_made_to_wait()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster, "--Access:WrongKeysPerMinute=3");
        // A minute may turn in between, once; not twice.
        int[] statuses = new int[8];
        for (int call = 0; call < statuses.Length; call++)
        {
            statuses[call] = (await api.GetAsync("/admin/routes", "wrong")).Status;
        }

        Assert.Contains(429, statuses);
        Assert.Equal([401, 401, 401], statuses[..3]);
    }

    [Fact]
    public async Task Without_a_database_the_answer_is_503()
    {
        await using RunningGateway gateway = await RunningGateway.StartAsync("http://127.0.0.1:1");
        Answered answer = await gateway.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/admin/routes"));
        Assert.Equal(503, answer.Status);
        Assert.Contains("STRANGLER_DB", Assert.Single(RoutesApi.Reasons(answer)), StringComparison.Ordinal);
    }

    private static async Task<string> ModeAsync(RoutesApi api, string query)
    {
        Answered answer = await api.GetAsync($"/admin/routes/explain?{query}");
        Assert.Equal((int)HttpStatusCode.OK, answer.Status);
        return (string)JsonNode.Parse(answer.Body)!["mode"]!;
    }
}
