using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Strangler.AquaCis.StandIn;
using Strangler.Core.Identity;
using Strangler.Gateway.Native;
using Strangler.Gateway.Routing;
using Strangler.Postgres;
using Strangler.Postgres.Cutover;
using Strangler.Postgres.Routes;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Import;
using Strangler.Tests.Integration.Product;

namespace Strangler.Tests.Integration.Strangling;

/// <summary>
/// Both sides of a migration: a stand-in AquaCIS on the sample extract, a database into which the same extract was
/// imported, and as many gateways between them as a test starts. One class's tests share it, one after the other.
/// </summary>
public sealed class StranglingStage(PostgresCluster cluster) : IAsyncLifetime
{
    internal const string Group = "1/M08";

    private readonly HttpClient _control = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("strangler-stage-").FullName;
    private ImportedDatabase? _imported;
    private StandInServer? _legacy;
    private int _gateways;

    internal Uri Legacy => _legacy!.Address;

    internal Database Database => _imported!.Database;

    internal string Connection => _imported!.ConnectionString;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using ExtractCopy extract = new();
        _imported = await ImportedDatabase.WithAsync(cluster, extract);
        // Routes may send money to native whatever the groups' balances are: this is a copy.
        Assert.True(await new CutoverStandings(Database).SetDryRunAsync(true, "test", Cancellation));
        // On the gateway's own clock, so that both sides answer of one day.
        _legacy = await StandInServer.StartAsync(
            new StandInOptions { ExtractDirectory = RepositoryPlaces.SampleExtract }, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        foreach (IAsyncDisposable? part in new IAsyncDisposable?[] { _legacy, _imported })
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A gateway that has the import, and the routes that are in force now.</summary>
    internal async Task<RunningGateway> StartGatewayAsync(params string[] settings)
    {
        RunningGateway gateway = await StartGatewayAsync(Connection, settings);
        await Eventually.BecomesAsync(SampleCustomer.All.Count, () => Task.FromResult(
            gateway.Services.GetRequiredService<DebtBooks>().Current.Contracts));
        await RoutesReachAsync(gateway);
        return gateway;
    }

    /// <summary>A gateway on some database, whatever it has got from it.</summary>
    internal Task<RunningGateway> StartGatewayAsync(string connection, string[] settings) =>
        RunningGateway.StartAsync(
            Legacy.AbsoluteUri,
            [
                // Who answers must not depend on how busy the machine is.
                $"--STRANGLER_DB={connection}", "--Native:Timeout=00:00:30", "--Native:WriteTimeout=00:00:30",
                $"--Routing:LastKnownFile={Path.Combine(_folder, $"routes{++_gateways}")}", .. settings,
            ]);

    /// <summary>In place of all routes that there were.</summary>
    /// <param name="group">Null for all.</param>
    internal Task<long> RouteAsync(string mode, string? group = null) =>
        RouteAsync(new RouteStore(Database), mode, group);

    internal static async Task<long> RouteAsync(RouteStore store, string mode, string? group)
    {
        RouteScope scope = new(
            null, null, BillingGroup.TryParse(group, out BillingGroup parsed) ? parsed : null);
        RouteSnapshot now = await store.LoadAsync(Cancellation);
        RouteChange[] changes =
        [
            .. now.Routes.Where(route => route.Scope != scope).Select(route => new RouteChange.Remove(route.Scope)),
            new RouteChange.Set(scope, mode),
        ];
        return Assert.IsType<RouteChangeOutcome.Applied>(
            await store.ApplyAsync(new RouteChangeSet(changes, "Ana", "a test"), Cancellation)).Version;
    }

    /// <summary>Waits until a gateway has the routes that are in force now.</summary>
    internal async Task RoutesReachAsync(RunningGateway gateway)
    {
        long version = (await new RouteStore(Database).LoadAsync(Cancellation)).Version;
        await Eventually.BecomesAsync(
            version, () => Task.FromResult(gateway.Services.GetRequiredService<RouteFeed>().Current.Version));
    }

    /// <param name="kind">alterations or failures.</param>
    internal async Task PlantAsync(string kind, string operation, string json)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _control.PutAsync(
            new Uri(_legacy!.ControlAddress, $"{kind}/{operation}"), content, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    internal async Task UprootAsync()
    {
        foreach (string kind in (string[])["alterations", "failures"])
        {
            using HttpResponseMessage answer =
                await _control.DeleteAsync(new Uri(_legacy!.ControlAddress, kind), Cancellation);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
    }
}
