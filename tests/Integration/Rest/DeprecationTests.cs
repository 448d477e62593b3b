using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Strangler.Gateway.Rest;

namespace Strangler.Tests.Integration.Rest;

/// <summary>An endpoint that is declared to end says so in every answer.</summary>
public sealed class DeprecationTests
{
    [Theory]
    [InlineData("/old", "@1788220800", "Mon, 01 Mar 2027 00:00:00 GMT", "</new>; rel=\"successor-version\"")]
    [InlineData("/old/fails", "@1788220800", "Mon, 01 Mar 2027 00:00:00 GMT", "")]
    [InlineData("/new", "", "", "")]
    public async Task An_ending_endpoint_names_its_days_and_its_successor(
        string path, string since, string sunset, string link)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using WebApplication app = Build();
        await app.StartAsync(cancellation);
        using HttpClient client = new() { BaseAddress = new Uri(app.Urls.First()) };

        using HttpResponseMessage answer = await client.GetAsync(path, cancellation);

        Assert.Equal((since, sunset, link), (Of(answer, "Deprecation"), Of(answer, "Sunset"), Of(answer, "Link")));
    }

    [Fact]
    public void Nothing_ends_within_half_a_year()
    {
        WebApplication app = WebApplication.CreateSlimBuilder().Build();

        Assert.Throws<ArgumentException>(() => app.MapGet("/x", () => "x").Deprecate(
            new DateOnly(2026, 9, 1), new DateOnly(2027, 2, 28)));
    }

    private static string Of(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : "";

    private static WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.UseRouting();
        app.Use(next => context =>
        {
            Deprecation.Announce(context);
            return next(context);
        });
        (DateOnly since, DateOnly sunset) = (new DateOnly(2026, 9, 1), new DateOnly(2027, 3, 1));
        app.MapGet("/old", () => "x").Deprecate(since, sunset, "/new");
        app.MapGet("/old/fails", () => Results.StatusCode(404)).Deprecate(since, sunset);
        app.MapGet("/new", () => "x");
        return app;
    }
}
