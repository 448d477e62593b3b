using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Strangler.Core.Access;
using Strangler.Gateway.Access;
using Strangler.Postgres.Keys;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Product;
using Strangler.Tests.Integration.Routes;

namespace Strangler.Tests.Integration.Access;

/// <summary>
/// Every endpoint there is, found by asking the gateway: a new one that says nothing of who may call it fails here.
/// </summary>
public sealed class EndpointAccessTests(PostgresCluster cluster)
{
    private const string TableBegin = "<!-- endpoints: written by EndpointAccessTests, ACCEPT=1 -->\n";
    private const string TableEnd = "<!-- end of endpoints -->";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_refuses_strangers_and_the_wrong_scope_and_lets_the_right_one_in()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster);
        List<EndpointAccess> endpoints = EndpointAccess.All(api.Gateway.Services);
        Assert.True(endpoints.Count > 130, $"{endpoints.Count} endpoints");
        Assert.All(endpoints, endpoint => Assert.True(
            endpoint.Scope is null != (endpoint.PublicBecause is null), $"{endpoint} says not who may call it."));
        Dictionary<string, (string Only, string AllBut)> keys = [];
        foreach (string scope in endpoints.Select(endpoint => endpoint.Scope).OfType<string>().Distinct())
        {
            keys[scope] = (
                await KeyAsync(api, $"only {scope}", [scope]),
                await KeyAsync(api, $"all but {scope}", [.. Scopes.All.Where(one => one != scope)]));
        }

        List<string> wrong = [];
        foreach (EndpointAccess endpoint in endpoints)
        {
            await ExpectAsync(endpoint, null, endpoint.Scope is null ? null : 401);
            if (endpoint.Scope is { } scope)
            {
                await ExpectAsync(endpoint, keys[scope].AllBut, 403);
                await ExpectAsync(endpoint, keys[scope].Only, null);
            }
        }

        Assert.Empty(wrong);

        async Task ExpectAsync(EndpointAccess endpoint, string? key, int? status)
        {
            int answered = await CallAsync(api, endpoint, key);
            if (status is null ? answered is 401 or 403 or 429 or 500 : answered != status)
            {
                wrong.Add($"{endpoint}: {answered} in place of {(status is null ? "an answer" : $"{status}")}");
            }
        }
    }

    [Fact]
    public async Task The_table_of_endpoints_in_the_documentation_is_that_of_the_gateway()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster);
        string file = Path.Combine(RepositoryPlaces.Root, "docs", "security.md");
        string text = await File.ReadAllTextAsync(file, Cancellation);
        int begin = text.IndexOf(TableBegin, StringComparison.Ordinal) + TableBegin.Length;
        int end = text.IndexOf(TableEnd, StringComparison.Ordinal);
        string table = EndpointAccess.Table(EndpointAccess.All(api.Gateway.Services));
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(file, text[..begin] + table + text[end..], Cancellation);
            return;
        }

        Assert.Equal(table, text[begin..end]);
    }

    [Fact]
    public async Task A_path_that_is_none_and_a_method_that_is_wrong_are_told_so()
    {
        await using RoutesApi api = await RoutesApi.StartAsync(cluster);
        Assert.Equal(404, (await api.GetAsync("/nothing")).Status);
        Assert.Equal(404, (await api.GetAsync("/api/v1/nothing")).Status);
        Assert.Equal(405, (await api.SendAsync(HttpMethod.Patch, "/admin/routes")).Status);
    }

    [Fact]
    public void An_endpoint_cannot_ask_for_a_scope_that_is_none() =>
        Assert.Throws<InvalidOperationException>(() =>
            default(Microsoft.AspNetCore.Builder.RouteHandlerBuilder)!.RequireScope("debts.reed"));

    private static async Task<string> KeyAsync(RoutesApi api, string name, string[] scopes) =>
        (await new ApiKeyStore(api.Database).AddAsync(
            name, new ApiKeyTerms(Role.Admin, scopes), "test", Cancellation))!.Reveal();

    private static async Task<int> CallAsync(RoutesApi api, EndpointAccess endpoint, string? key)
    {
        using HttpRequestMessage request = new(new HttpMethod(endpoint.Method), endpoint.Example);
        if (key is not null)
        {
            request.Headers.Add("X-Api-Key", key);
        }

        if (endpoint.Method is not ("GET" or "DELETE"))
        {
            // Of a form that no endpoint takes: it is to be let in, not to do anything.
            request.Content = new StringContent("[]", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        using HttpResponseMessage response = await api.Gateway.Client.SendAsync(request, Cancellation);
        return (int)response.StatusCode;
    }
}
