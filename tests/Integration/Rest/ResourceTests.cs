using System.Text.Json.Nodes;
using Strangler.Tests.Integration.Product;
using Strangler.Tests.Integration.Strangling;

namespace Strangler.Tests.Integration.Rest;

/// <summary>/api/v1 over the sample extract.</summary>
public sealed class ResourceTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private static int Contract => SampleExtract.Committed.Contracts.MaxBy(one => one.Invoices.Count)!.Number;

    [Theory]
    [InlineData("")]
    [InlineData("/debt")]
    [InlineData("/readings")]
    [InlineData("/consumption")]
    [InlineData("/tariffs")]
    [InlineData("/invoices?limit=2")]
    public async Task A_resource_is_read_once_and_then_known_by_its_etag(string part)
    {
        await using RestCaller caller = await RestCaller.StartAsync(stage);

        RestAnswer first = await caller.GetAsync($"/api/v1/contracts/{Contract}{part}");
        RestAnswer again = await caller.GetAsync(
            $"/api/v1/contracts/{Contract}{part}", ("If-None-Match", first.ETag));

        Assert.True(first.Status == 200, first.Body);
        Assert.Equal((304, ""), (again.Status, again.Body));
    }

    [Fact]
    public async Task Pages_give_every_invoice_once()
    {
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        List<string> numbers = [];
        string? cursor = null;
        do
        {
            JsonNode page = (await caller.GetAsync(
                $"/api/v1/contracts/{Contract}/invoices?limit=3" + (cursor is null ? "" : "&cursor=" + cursor))).Json;
            numbers.AddRange(page["items"]!.AsArray().Select(item => (string)item!["number"]!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);

        Assert.Equal(SampleExtract.Committed.Contracts.Max(one => one.Invoices.Count), numbers.Distinct().Count());
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    [Theory]
    [InlineData("/api/v1/contracts/abc", 400, "bad-request")]
    [InlineData("/api/v1/contracts/99999999999999999999/debt", 400, "bad-request")]
    [InlineData("/api/v1/contracts/1/debt?x=1", 400, "bad-request")]
    [InlineData("/api/v1/contracts/1/invoices?cursor=abc", 400, "bad-cursor")]
    [InlineData("/api/v1/contracts/1/invoices?cursor=!!!", 400, "bad-cursor")]
    [InlineData("/api/v1/contracts/1/invoices?from=yesterday", 400, "bad-request")]
    [InlineData("/api/v1/contracts/1/invoices?limit=0", 400, "bad-request")]
    [InlineData("/api/v1/contracts/1/invoices/';DROP%20TABLE", 404, "not-found")]
    [InlineData("/api/v1/contracts/1", 404, "not-found")]
    [InlineData("/api/v1/nothing", 404, "not-found")]
    public async Task What_is_wrong_is_said(string path, int status, string type)
    {
        await using RestCaller caller = await RestCaller.StartAsync(stage);

        RestAnswer answer = await caller.GetAsync(path);

        Assert.Equal((status, "/api/problems/" + type), (answer.Status, (string)answer.Json["type"]!));
    }

    [Theory]
    [InlineData("""{"reference":"1","amount":1,"paidOn":"2026-03-31"}""", "", 428)]
    [InlineData("""{"reference":"1","amount":"1","paidOn":"2026-03-31"}""", "k", 400)]
    [InlineData("""{"reference":"1","amount":0.001,"paidOn":"2026-03-31"}""", "k", 400)]
    [InlineData("""{"reference":"1","amount":1,"paidOn":"31/3/2026"}""", "k", 400)]
    [InlineData("""{"reference":"1","amount":1,"paidOn":"2026-03-31","more":1}""", "k", 400)]
    [InlineData("""{"reference":"1","amount":1,"paidOn":"2026-03-31"}""", "k", 422)]
    public async Task A_payment_that_cannot_be_taken_is_refused(string body, string key, int status)
    {
        await stage.RouteAsync("legacy");
        await using RestCaller caller = await RestCaller.StartAsync(stage);

        RestAnswer answer = await caller.PostAsync("/api/v1/payments", body, ("Idempotency-Key", key));

        Assert.True(status == answer.Status, $"{answer.Status} {answer.Body}");
    }

    [Fact]
    public async Task The_reference_is_open_and_names_every_operation()
    {
        await using RestCaller caller = await RestCaller.StartAsync(stage);

        RestAnswer document = await caller.GetAsync("/api/openapi.json", ("X-Api-Key", ""));
        RestAnswer page = await caller.GetAsync("/api/reference", ("X-Api-Key", ""));

        Assert.Equal("3.1.0", (string)document.Json["openapi"]!);
        Assert.Equal(121, document.Json["paths"]!.AsObject().Count(path =>
            path.Key.Contains("/api/aquacis/", StringComparison.Ordinal)));
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain("https://", page.Body, StringComparison.Ordinal);
    }
}
