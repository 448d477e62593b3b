using System.Globalization;
using System.Text.Json.Nodes;
using Strangler.Tests.Integration.Product;
using Strangler.Tests.Integration.Strangling;

namespace Strangler.Tests.Integration.Rest;

/// <summary>/api/v1/events: what a caller is answered.</summary>
public sealed class ServiceEventJsonTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private const string Stopped = "/api/v1/events/service-stopped";
    private const string Started = "/api/v1/events/service-started";

    private static int Contract(int at) => SampleExtract.Committed.Contracts[at].Number;

    [Fact]
    public async Task The_same_event_again_is_answered_the_same_and_another_of_its_id_refused()
    {
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        string day = Day(1);

        RestAnswer first = await caller.PostAsync(Stopped, Event("twice", Contract(0), day));
        RestAnswer again = await caller.PostAsync(
            Stopped, $$"""{"contract":{{Contract(0)}},"day":"{{day}}"}""", ("Idempotency-Key", "twice"));
        RestAnswer other = await caller.PostAsync(Stopped, Event("twice", Contract(0), Day(2)));
        RestAnswer otherKind = await caller.PostAsync(Started, Event("twice", Contract(0), day));
        RestAnswer restarted = await caller.PostAsync(Started, Event("more", Contract(0), Day(3)));

        Assert.Equal((201, "kept"), (first.Status, (string)first.Json["state"]!));
        Assert.Equal((first.Status, first.Body), (again.Status, again.Body));
        Assert.Equal(
            ((409, "/api/problems/conflict"), (409, "/api/problems/conflict"), 201),
            (Of(other), Of(otherKind), restarted.Status));
    }

    [Theory]
    [InlineData("""{"id":"a","day":"2026-02-10"}""", 400, "/contract")]
    [InlineData("""{"id":"a","contract":1}""", 400, "/day")]
    [InlineData("""{"id":"a","contract":1,"day":"10/02/2026"}""", 400, "/day")]
    [InlineData("""{"id":"a","contract":1,"day":"2026-02-30"}""", 400, "/day")]
    [InlineData("""{"id":"a","contract":1,"day":"9999-12-31"}""", 400, "/day")]
    [InlineData("""{"id":"a","contract":"1","day":"2026-02-10"}""", 400, "/contract")]
    [InlineData("""{"id":"a b","contract":1,"day":"2026-02-10"}""", 400, "/id")]
    [InlineData("""{"id":"a","contract":1,"day":"2026-02-10","more":1}""", 400, "/more")]
    [InlineData("""{"contract":1,"day":"2026-02-10"}""", 428, null)]
    [InlineData("""{"id":"a","contract":1,"day":"2026-02-10"}""", 404, null)]
    public async Task What_is_wrong_is_said(string body, int status, string? pointer)
    {
        await using RestCaller caller = await RestCaller.StartAsync(stage);

        RestAnswer answer = await caller.PostAsync(Stopped, body);

        Assert.Equal((status, pointer), (answer.Status, (string?)answer.Json["errors"]?[0]?["pointer"]));
    }

    [Fact]
    public async Task A_supplied_contract_is_not_started_and_a_viewer_tells_nothing()
    {
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        string body = Event("s", Contract(1), Day(0));

        Assert.Equal((409, "/api/problems/conflict"), Of(await caller.PostAsync(Started, body)));
        Assert.Equal(403, (await caller.PostAsync(Stopped, body, ("X-Api-Key", caller.Viewer))).Status);
        Assert.Equal(401, (await caller.PostAsync(Stopped, body, ("X-Api-Key", "x"))).Status);
    }

    private static (int Status, string Type) Of(RestAnswer answer) =>
        (answer.Status, (string)answer.Json["type"]!);

    private static string Event(string id, int contract, string day) =>
        new JsonObject { ["id"] = id, ["contract"] = contract, ["day"] = day }.ToJsonString();

    private static string Day(int ahead) => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)
        .AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
