using System.Text.Json.Nodes;
using Strangler.Postgres.Writes;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Routes;

namespace Strangler.Tests.Integration.Writes;

/// <summary>/admin/writes.</summary>
public sealed class WritesApiTests(PostgresCluster cluster)
{
    private const string Resolve = "/admin/writes/resolve";

    [Fact]
    public async Task Writes_are_listed_decided_and_drained_by_those_who_may()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster);
        long id = await RecordedWrite.LoseAsync(api.Database, "one");
        Assert.IsType<WriteTurn.Mine>(await RecordedWrite.BeginAsync(api.Database, "two", routes: 1));
        string decision = $$"""{"id":{{id}},"as":"done","why":"seen there"}""";

        JsonNode listed = JsonNode.Parse((await api.GetAsync("/admin/writes?state=unknown", api.Viewer)).Body)!;
        JsonNode drained = JsonNode.Parse((await api.GetAsync("/admin/writes/drain?routes=2", api.Viewer)).Body)!;
        JsonNode older = JsonNode.Parse((await api.GetAsync("/admin/writes/drain?routes=1", api.Viewer)).Body)!;
        Answered notHis = await api.SendAsync(HttpMethod.Post, Resolve, decision, api.Viewer);
        Answered decided = await api.SendAsync(HttpMethod.Post, Resolve, decision);
        Answered twice = await api.SendAsync(HttpMethod.Post, Resolve, decision);

        Assert.Equal(id, (long)Assert.Single(listed["writes"]!.AsArray())!["id"]!);
        Assert.Equal((1, false), ((int)drained["underWay"]!, (bool)drained["live"]!));
        Assert.True((bool)older["live"]!);
        Assert.Equal((403, 200, 409), (notHis.Status, decided.Status, twice.Status));
        JsonNode line = JsonNode.Parse(decided.Body)!;
        Assert.Equal(("answered", "Ana"), ((string)line["state"]!, (string)line["resolvedBy"]!));
        Assert.DoesNotContain("codigoError", decided.Body, StringComparison.Ordinal);
        Assert.IsType<WriteTurn.Done>(await RecordedWrite.BeginAsync(api.Database, "one"));
    }

    [Theory]
    [InlineData("GET", "/admin/writes?state=lost", null, 400)]
    [InlineData("GET", "/admin/writes?limit=0", null, 400)]
    [InlineData("GET", "/admin/writes/drain?routes=x", null, 400)]
    [InlineData("POST", Resolve, """{"id":1,"as":"perhaps","why":"x"}""", 400)]
    [InlineData("POST", Resolve, """{"id":1,"as":"done"}""", 400)]
    [InlineData("POST", Resolve, """{"id":1,"as":"done","why":"x"}""", 404)]
    [InlineData("POST", Resolve, "not json", 400)]
    public async Task A_wrong_request_is_answered_with_the_reason(string method, string path, string? body, int status)
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster);
        Answered answer = await api.SendAsync(new HttpMethod(method), path, body);
        Assert.Equal(status, answer.Status);
        Assert.NotEmpty(RoutesApi.Reasons(answer));
    }
}
