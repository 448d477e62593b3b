using System.Text.Json.Nodes;
using Strangler.Core.Access;
using Strangler.Core.Metering;
using Strangler.Postgres.Keys;
using Strangler.Postgres.Metering;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Meters;

/// <summary>Meters, and a gateway on the clock of now that tells what they counted.</summary>
internal sealed class UsageStage : IAsyncDisposable
{
    private readonly string _folder;

    private UsageStage(MeterStage meters, RunningGateway gateway, string key, string folder) =>
        (Meters, Gateway, Key, _folder) = (meters, gateway, key, folder);

    public MeterStage Meters { get; }

    public RunningGateway Gateway { get; }

    /// <summary>May read readings.</summary>
    public string Key { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<UsageStage> CreateAsync(PostgresCluster cluster, params string[] settings)
    {
        MeterStage meters = await MeterStage.CreateAsync(cluster);
        meters.Clock.Now = TimeProvider.System.GetUtcNow();
        string key = (await new ApiKeyStore(meters.Database).AddAsync(
            "Ana", new ApiKeyTerms(Role.Admin, ["readings.read"]), "test", Cancellation))!.Reveal();
        string folder = Directory.CreateTempSubdirectory("strangler-usage-").FullName;
        return new UsageStage(
            meters,
            await RunningGateway.StartAsync(
                "http://127.0.0.1:1",
                [
                    $"--STRANGLER_DB={meters.Imported.ConnectionString}",
                    $"--Routing:LastKnownFile={folder}/routes", .. settings,
                ]),
            key, folder);
    }

    /// <summary>All meters count the same number of litres more, just now.</summary>
    public async Task CountAsync(long litres, MeterFlags flags = 0)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Meters.Clock.Now = now;
        Assert.All(
            await Meters.StoreAsync([
                .. Meters.Counts.Select(one => new MeterSample(one.Key, now, one.Value + litres, null, flags)),
            ]),
            fate => Assert.Equal(SampleFate.Rated, fate));
    }

    public async Task<(int Status, JsonNode Json)> GetAsync(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Add("X-Api-Key", Key);
        Answered answer = await Gateway.SendAsync(request);
        return (answer.Status, JsonNode.Parse(answer.Body)!);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Meters.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
