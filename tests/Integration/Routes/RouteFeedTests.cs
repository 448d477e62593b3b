using Microsoft.Extensions.DependencyInjection;
using Strangler.AquaCis.Contracts;
using Strangler.Core.Identity;
using Strangler.Gateway.Routing;
using Strangler.Postgres;
using Strangler.Postgres.Routes;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Routes;

public sealed class RouteFeedTests(PostgresCluster cluster) : IDisposable
{
    private static readonly Operation Debt =
        ContractCatalog.AquaCis.Find("InterfazGenericaGestionDeudaWS", "getDeuda");

    private static readonly BillingGroup Group = new(1, "M08");
    private readonly string _folder = Directory.CreateTempSubdirectory("strangler-routes-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The look at the version comes far too seldom here to be what tells them.</summary>
    [Fact]
    public async Task Two_gateways_are_told_of_a_change_by_the_database()
    {
        string connection = await cluster.CreateDatabaseAsync();
        await using RunningGateway one = await StartAsync(connection, "one", "--Routing:Recheck=00:05:00");
        await using RunningGateway two = await StartAsync(connection, "two", "--Routing:Recheck=00:05:00");
        await using Database database = Database.Open(connection);
        foreach (string mode in (string[])["native", "shadow", "legacy", "native-shadow"])
        {
            await SetAsync(database, mode);
            await Eventually.BecomesAsync(mode, () => Task.FromResult(ModeOf(one)));
            await Eventually.BecomesAsync(mode, () => Task.FromResult(ModeOf(two)));
        }
    }

    [Fact]
    public async Task A_change_that_nobody_was_told_of_is_found_all_the_same()
    {
        string connection = await cluster.CreateDatabaseAsync();
        await using RunningGateway gateway = await StartAsync(connection, "one", "--Routing:Recheck=00:00:00.200");
        await using Database database = Database.Open(connection);
        await using (var command = database.Command(
            """
            INSERT INTO route SELECT '', '', '1/M08', 'native', 1, now(), 'Ana', 'without a word';
            UPDATE route_state SET version = 1
            """))
        {
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        await Eventually.BecomesAsync("native", () => Task.FromResult(ModeOf(gateway)));
    }

    [Fact]
    public async Task Routes_are_in_force_when_the_start_is_over()
    {
        string connection = await cluster.CreateDatabaseAsync();
        await using Database database = Database.Open(connection);
        await SetAsync(database, "native");
        await using RunningGateway gateway = await StartAsync(connection, "one");
        Assert.Equal("native", ModeOf(gateway));
    }

    [Fact]
    public async Task The_last_known_routes_stay_while_the_database_is_down_and_after_a_start_without_it()
    {
        await using PostgresProcess server = await PostgresCluster.StartServerAsync();
        string connection = server.ConnectionTo("postgres");
        await using Database database = Database.Open(connection);
        await using (RunningGateway first = await StartAsync(connection, "one"))
        {
            await SetAsync(database, "native");
            await Eventually.BecomesAsync("native", () => Task.FromResult(ModeOf(first)));
            await server.StopAsync();
            await using RunningGateway second = await StartAsync(connection, "one");
            Assert.Equal(("native", "native"), (ModeOf(first), ModeOf(second)));

            await server.StartAgainAsync(Cancellation);
            await Eventually.BecomesAsync(true, async () => await TrySetAsync(database, "shadow"));
            await Eventually.BecomesAsync("shadow", () => Task.FromResult(ModeOf(first)));
            await Eventually.BecomesAsync("shadow", () => Task.FromResult(ModeOf(second)));
        }

        await server.StopAsync();
        await using RunningGateway elsewhere = await StartAsync(connection, "no file yet");
        Assert.Equal(RouteMode.Legacy, Feed(elsewhere).Current.FixedMode(Debt));
    }

    [Fact]
    public async Task A_broken_file_of_last_known_routes_means_legacy_and_not_a_failed_start()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "one"), "{ \"Version\": 7, \"Routes\": [", Cancellation);
        await using RunningGateway gateway =
            await StartAsync("Host=127.0.0.1;Port=1;Database=x;Username=x", "one", "--Routing:StartWait=00:00:10");
        Assert.Equal(RouteMode.Legacy, Feed(gateway).Current.FixedMode(Debt));
    }

    [Fact]
    public async Task Version_and_time_since_the_last_contact_are_measured()
    {
        string connection = await cluster.CreateDatabaseAsync();
        await using Database database = Database.Open(connection);
        await SetAsync(database, "native");
        await using RunningGateway gateway = await StartAsync(connection, "one");
        string metrics = await gateway.Client.GetStringAsync("/metrics", Cancellation);
        Assert.Contains("\nstrangler_route_version 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("\nstrangler_route_contact_age_seconds ", metrics, StringComparison.Ordinal);
    }

    private Task<RunningGateway> StartAsync(string connection, string file, params string[] settings) =>
        RunningGateway.StartAsync(
            "http://127.0.0.1:1",
            [
                $"--STRANGLER_DB={connection}", $"--Routing:LastKnownFile={Path.Combine(_folder, file)}", .. settings,
            ]);

    private static RouteFeed Feed(RunningGateway gateway) => gateway.Services.GetRequiredService<RouteFeed>();

    private static string ModeOf(RunningGateway gateway) => Feed(gateway).Current.For(Debt, Group).Mode.Text();

    private static async Task SetAsync(Database database, string mode)
    {
        await new Migrator(database).MigrateAsync(Cancellation);
        RouteChangeSet changes = new([new RouteChange.Set(new RouteScope(null, null, Group), mode)], "Ana", "a test");
        Assert.IsType<RouteChangeOutcome.Applied>(await new RouteStore(database).ApplyAsync(changes, Cancellation));
    }

    private static async Task<bool> TrySetAsync(Database database, string mode)
    {
        try
        {
            await SetAsync(database, mode);
            return true;
        }
        catch (Npgsql.NpgsqlException)
        {
            return false;
        }
    }
}
