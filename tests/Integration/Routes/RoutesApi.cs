using System.Text;
using System.Text.Json.Nodes;
using Strangler.Core.Access;
using Strangler.Postgres;
using Strangler.Postgres.Keys;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Routes;

/// <summary>A gateway with a database of its own, and keys to its admin API.</summary>
internal sealed class RoutesApi : IAsyncDisposable
{
    private RoutesApi(string folder, Database database, RunningGateway gateway, string admin, string viewer) =>
        (Folder, Database, Gateway, Admin, Viewer) = (folder, database, gateway, admin, viewer);

    public Database Database { get; }

    public RunningGateway Gateway { get; }

    public string Admin { get; }

    public string Viewer { get; }

    private string Folder { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RoutesApi> StartAsync(PostgresCluster cluster, params string[] settings)
    {
        string connection = await cluster.CreateDatabaseAsync();
        string folder = Directory.CreateTempSubdirectory("strangler-admin-").FullName;
        Database database = Database.Open(connection);
        ApiKeyStore keys = new(database);
        ApiKeyText admin = (await keys.AddAsync("Ana", Role.Admin, "test", Cancellation))!;
        ApiKeyText viewer = (await keys.AddAsync("Eva", Role.Reader, "test", Cancellation))!;
        RunningGateway gateway = await RunningGateway.StartAsync(
            "http://127.0.0.1:1",
            [$"--STRANGLER_DB={connection}", $"--Routing:LastKnownFile={folder}/routes", .. settings]);
        return new RoutesApi(folder, database, gateway, admin.Reveal(), viewer.Reveal());
    }

    public Task<Answered> GetAsync(string path, string? key = null) => SendAsync(HttpMethod.Get, path, key: key);

    public async Task<Answered> SendAsync(HttpMethod method, string path, string? body = null, string? key = null)
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.TryAddWithoutValidation("X-Api-Key", key ?? Admin);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await Gateway.SendAsync(request);
    }

    /// <summary>Every reason of a problem+json answer.</summary>
    public static string[] Reasons(Answered answer)
    {
        Assert.StartsWith("application/problem+json", answer.ContentType, StringComparison.Ordinal);
        return [.. JsonNode.Parse(answer.Body)!["reasons"]!.AsArray().Select(reason => (string)reason!)];
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
