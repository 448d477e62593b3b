using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Strangler.Gateway.Admin;
using Strangler.Gateway.Routing;
using Strangler.Core.Access;
using Strangler.Postgres;
using Strangler.Postgres.Keys;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Routes;

public sealed class FirstKeyTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_key_is_printed_once_and_opens_the_admin_api()
    {
        await using Database database = Database.Open(await cluster.CreateEmptyDatabaseAsync());
        string first = await PrintedAsync(database);
        string second = await PrintedAsync(database);
        string key = Assert.Single(
            first.Split([' ', '\n']), word => word.StartsWith("strangler.", StringComparison.Ordinal));
        ApiKey? found = await new ApiKeyStore(database).FindAsync(ApiKeyText.Read(key)!, Cancellation);
        Assert.Equal(("first", Role.Admin, ""), (found?.Name, found?.Terms.Role, second));
    }

    [Fact]
    public async Task Of_gateways_that_start_at_once_one_makes_the_first_key()
    {
        await using Database database = Database.Open(await cluster.CreateDatabaseAsync());
        ApiKeyStore store = new(database);
        ApiKeyText?[] made = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => store.AddFirstAsync("first", "gateway", Cancellation)));
        ApiKeyText key = Assert.Single(made.OfType<ApiKeyText>());
        Assert.Equal(Role.Admin, (await store.FindAsync(ApiKeyText.Read(key.Reveal())!, Cancellation))?.Terms.Role);
    }

    [Fact]
    public async Task A_revoked_first_key_does_not_come_back()
    {
        await using Database database = Database.Open(await cluster.CreateDatabaseAsync());
        ApiKeyStore store = new(database);
        await store.AddFirstAsync("first", "gateway", Cancellation);
        Assert.True(await store.RevokeAsync("first", "Ana", Cancellation));
        Assert.False(await store.RevokeAsync("first", "Ana", Cancellation));
        Assert.Null(await store.AddFirstAsync("first", "gateway", Cancellation));
        Assert.Null(await store.AddAsync("first", Role.Reader, "Ana", Cancellation));
    }

    [Fact]
    public async Task The_database_knows_no_secret()
    {
        await using Database database = Database.Open(await cluster.CreateDatabaseAsync());
        ApiKeyText key = (await new ApiKeyStore(database).AddAsync("Ana", Role.Admin, "test", Cancellation))!;
        string secret = key.Reveal().Split('.')[2];
        await using NpgsqlCommand command = database.Command("SELECT api_key::text FROM api_key");
        string row = (string)(await command.ExecuteScalarAsync(Cancellation))!;
        Assert.Contains(key.Id, row, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, row, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(64, secret.Length);
    }

    private static async Task<string> PrintedAsync(Database database)
    {
        using StringWriter terminal = new();
        using FirstKey maker = new(
            database, terminal, Options.Create(new RoutingOptions()), TimeProvider.System,
            NullLogger<FirstKey>.Instance);
        await maker.StartAsync(Cancellation);
        await maker.ExecuteTask!;
        return terminal.ToString();
    }
}
