using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Shadowing;
using Strangler.Postgres;
using Strangler.Postgres.Parity;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Parity;

public sealed class RuleBookTests(PostgresCluster cluster) : IAsyncLifetime
{
    private const string Seldom = "00:05:00";

    private static readonly Operation Debt =
        ContractCatalog.AquaCis.Find("InterfazGenericaGestionDeudaWS", "getDeuda");

    private readonly string _folder = Directory.CreateTempSubdirectory("strangler-rules-").FullName;
    private Database _database = null!;
    private string _connection = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RuleStore Store => new(_database);

    public async ValueTask InitializeAsync()
    {
        _connection = await cluster.CreateDatabaseAsync();
        // A connection each time: a test breaks all there are.
        _database = Database.Open(_connection + ";Pooling=false");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return _database is null ? ValueTask.CompletedTask : _database.DisposeAsync();
    }

    /// <summary>The rules are read far too seldom here for that to be how they get into force.</summary>
    [Fact]
    public async Task A_rule_is_in_force_when_it_is_added_and_no_longer_when_it_is_removed()
    {
        await using RunningGateway gateway = await StartAsync(Seldom);
        StoredRule first = await AddAsync();
        await InForceAsync(gateway, 1);
        await AddAsync();
        await InForceAsync(gateway, 2);
        await AddAsync();
        await InForceAsync(gateway, 3);
        Assert.True(await Store.RemoveAsync(first.Id, "luis", TimeProvider.System.GetUtcNow(), Cancellation));
        await InForceAsync(gateway, 2);
    }

    [Fact]
    public async Task After_its_connection_broke_a_gateway_knows_what_came_meanwhile_and_is_told_again()
    {
        await using RunningGateway gateway = await StartAsync(Seldom);
        await AddAsync();
        await InForceAsync(gateway, 1);
        await ExecuteAsync("""
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """);
        await AddAsync();
        await InForceAsync(gateway, 2);
        await AddAsync();
        await InForceAsync(gateway, 3);
    }

    [Fact]
    public async Task A_rule_that_nobody_was_told_of_is_found_all_the_same()
    {
        await using RunningGateway gateway = await StartAsync("00:00:00.200");
        await AddAsync();
        await InForceAsync(gateway, 1);
        await ExecuteAsync("UPDATE parity_rule SET removed_at = now(), removed_by = 'somebody at the database'");
        await InForceAsync(gateway, 0);
    }

    private Task<RunningGateway> StartAsync(string recheck) => RunningGateway.StartAsync(
        "http://127.0.0.1:1",
        [
            $"--STRANGLER_DB={_connection}", $"--Shadow:RulesRecheck={recheck}",
            $"--Routing:LastKnownFile={Path.Combine(_folder, "routes")}",
        ]);

    private Task<StoredRule> AddAsync()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return Store.AddAsync(
            new NewRule("getDeuda", null, "return/deuda", null, "ana", "a test", now.AddDays(1)), now, Cancellation);
    }

    private static Task InForceAsync(RunningGateway gateway, int rules) => Eventually.BecomesAsync(
        rules, () => Task.FromResult(gateway.Services.GetRequiredService<RuleBook>().For(Debt, null).Count));

    private async Task ExecuteAsync(string sql)
    {
        await using NpgsqlCommand command = _database.Command(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
