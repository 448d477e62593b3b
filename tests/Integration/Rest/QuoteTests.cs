using System.Text;
using System.Text.Json.Nodes;
using Strangler.Postgres.Tariffs;
using Strangler.Tests.Integration.Product;
using Strangler.Tests.Integration.Strangling;

namespace Strangler.Tests.Integration.Rest;

/// <summary>Quotes, and the documents of an invoice.</summary>
public sealed class QuoteTests(StranglingStage stage) : IClassFixture<StranglingStage>
{
    private const string Quotes = "/api/v1/quotes";

    [Theory]
    [InlineData(20, 1, "409.14")]
    [InlineData(40, 2, "818.28")]
    [InlineData(0, 1, "48.44")]
    public async Task A_month_of_charity_water_costs_what_the_utility_publishes(int m3, int units, string water)
    {
        await using RestCaller caller = await RestCaller.StartAsync(stage);

        RestAnswer quote = await caller.PostAsync(
            Quotes, $$"""{"plan":"charity","day":"2026-02-10","cubicMetres":{{m3}},"units":{{units}}}""");

        Assert.True(quote.Status == 200, quote.Body);
        JsonNode line = quote.Json["lines"]!.AsArray().First(one => (int)one!["chargeType"]! == 1)!;
        Assert.Equal(water, line["amount"]!.ToJsonString());
        Assert.Contains("Water", (string)line["explanation"]!, StringComparison.Ordinal);
        Assert.Contains("10. Total", (string)quote.Json["explanation"]!, StringComparison.Ordinal);
        Assert.Equal("2026-02-28", (string)quote.Json["until"]!);
        Assert.False((bool)quote.Json["published"]!);
        decimal lines = quote.Json["lines"]!.AsArray().Sum(one => (decimal)one!["amount"]! + (decimal)one["tax"]!);
        Assert.Equal((decimal)quote.Json["total"]!, lines);
    }

    [Fact]
    public async Task Sewerage_is_a_line_of_its_own_where_the_contract_has_it()
    {
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        const string plain = """{"plan":"charity","day":"2026-02-10","cubicMetres":20}""";
        const string full = """{"plan":"charity","day":"2026-02-10","cubicMetres":20,"services":["sewerage"]}""";

        decimal without = (decimal)(await caller.PostAsync(Quotes, plain)).Json["total"]!;
        decimal with = (decimal)(await caller.PostAsync(Quotes, full)).Json["total"]!;

        Assert.True(with > without, $"{with} {without}");
    }

    [Fact]
    public async Task A_published_plan_is_priced_as_it_was_published()
    {
        byte[] shipped = await File.ReadAllBytesAsync(
            Path.Combine(RepositoryPlaces.Root, "newcore/Core/Tariffs/Catalogue/charity.json"),
            TestContext.Current.CancellationToken);
        string own = Encoding.UTF8.GetString(shipped)
            .Replace("\"code\": \"charity\"", "\"code\": \"charity-own\"", StringComparison.Ordinal)
            .Replace("409.1422", "400", StringComparison.Ordinal);
        Assert.IsType<PublishOutcome.Published>(await new PlanStore(stage.Database).PublishAsync(
            [("own.json", Encoding.UTF8.GetBytes(own))], "Ana", "a test", TimeProvider.System.GetUtcNow(),
            TestContext.Current.CancellationToken));
        await using RestCaller caller = await RestCaller.StartAsync(stage);

        RestAnswer quote = await caller.PostAsync(
            Quotes, """{"plan":"charity-own","day":"2026-02-10","cubicMetres":20}""");

        Assert.True(quote.Status == 200, quote.Body);
        Assert.True((bool)quote.Json["published"]!);
        Assert.Equal(400m, (decimal)quote.Json["lines"]![0]!["amount"]!);
    }

    [Theory]
    [InlineData("""{"plan":"nothing","cubicMetres":1}""", 422, "not-rateable", "/plan")]
    [InlineData("""{"plan":"charity","cubicMetres":1,"day":"2020-01-01"}""", 422, "not-rateable", "/plan")]
    [InlineData("""{"plan":"charity"}""", 400, "bad-request", "/cubicMetres")]
    [InlineData("""{"plan":"charity","cubicMetres":-1}""", 400, "bad-request", "/cubicMetres")]
    [InlineData("""{"plan":"charity","cubicMetres":"1"}""", 400, "bad-request", "/cubicMetres")]
    [InlineData("""{"plan":"charity","cubicMetres":1,"units":0}""", 400, "bad-request", "/units")]
    [InlineData("""{"plan":"charity","cubicMetres":1,"services":["gas"]}""", 400, "bad-request", "/services")]
    [InlineData("""{"plan":"charity","cubicMetres":1,"overdue":0.001}""", 400, "bad-request", "/overdue")]
    [InlineData("""{"plan":"charity","cubicMetres":1,"programmes":[null]}""", 400, "bad-request", "/programmes")]
    public async Task What_cannot_be_priced_is_said(string body, int status, string type, string pointer)
    {
        await using RestCaller caller = await RestCaller.StartAsync(stage);

        RestAnswer answer = await caller.PostAsync(Quotes, body);

        Assert.Equal((status, "/api/problems/" + type), (answer.Status, (string)answer.Json["type"]!));
        Assert.Equal(pointer, (string)answer.Json["errors"]![0]!["pointer"]!);
    }

    [Fact]
    public async Task An_invoice_is_the_document_that_the_operation_gives()
    {
        await stage.RouteAsync("native");
        await using RestCaller caller = await RestCaller.StartAsync(stage);
        int contract = SampleExtract.Committed.Contracts.MaxBy(one => one.Invoices.Count)!.Number;
        string number = (string)(await caller.GetAsync($"/api/v1/contracts/{contract}/invoices?limit=1"))
            .Json["items"]![0]!["number"]!;
        string path = $"/api/v1/contracts/{contract}/invoices/{number}";

        RestAnswer pdf = await caller.GetAsync(path + "/pdf");
        RestAnswer known = await caller.GetAsync(path + "/pdf", ("If-None-Match", pdf.ETag));
        RestAnswer changed = await caller.GetAsync(path + "/pdf", ("If-Match", "\"other\""));
        RestAnswer xml = await caller.GetAsync(path + "/xml");
        RestAnswer operation = await caller.PostAsync(
            "/api/aquacis/InterfazGenericaContratacionWS/getFacturaE",
            $$"""{"numContrato":{{contract}},"numFactura":"{{number}}"}""");

        Assert.Equal((200, "application/pdf"), (pdf.Status, pdf.ContentType));
        Assert.StartsWith("%PDF", pdf.Body, StringComparison.Ordinal);
        Assert.Equal((304, 412), (known.Status, changed.Status));
        Assert.Equal((200, "application/xml"), (xml.Status, xml.ContentType));
        Assert.Equal(
            Encoding.UTF8.GetString(Convert.FromBase64String(
                (string)operation.Json["getFacturaEReturn"]!["xml"]!)), xml.Body);
        Assert.Equal(404, (await caller.GetAsync($"/api/v1/contracts/{contract}/invoices/none/pdf")).Status);
    }
}
