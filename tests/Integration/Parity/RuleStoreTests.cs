using Npgsql;
using Strangler.Gateway.Shadowing;
using Strangler.Parity;
using Strangler.Postgres;
using Strangler.Postgres.Parity;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Parity;

public sealed class RuleStoreTests(PostgresCluster cluster) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 7, 15, 18, 0, 0, TimeSpan.Zero);
    private static readonly NewRule Rule =
        new("getDeuda", "1/M08", "return/deuda/deuda", 0.02m, "ana", "rounding, ticket 7", Now.AddDays(30));

    private Database _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RuleStore Store => new(_database);

    public async ValueTask InitializeAsync() => _database = Database.Open(await cluster.CreateDatabaseAsync());

    public ValueTask DisposeAsync() => _database is null ? ValueTask.CompletedTask : _database.DisposeAsync();

    [Fact]
    public async Task A_rule_is_in_force_from_when_it_is_added_until_it_expires()
    {
        StoredRule added = await Store.AddAsync(Rule, Now, Cancellation);
        Assert.Equal([added], await Store.InForceAsync(Now.AddDays(29), Cancellation));
        Assert.Empty(await Store.InForceAsync(Now.AddDays(30), Cancellation));
        ParityRule rule = added.ToParityRule();
        Assert.Equal(
            (added.Id, "getDeuda", "1/M08", 0.02m, "ana"),
            (rule.Id, rule.Operation, rule.Group, rule.MoneyTolerance, rule.Author));
    }

    [Fact]
    public async Task A_removed_rule_stays_in_the_history_with_who_removed_it()
    {
        StoredRule added = await Store.AddAsync(
            Rule with { Operation = null, Group = null, MoneyTolerance = null }, Now, Cancellation);
        Assert.True(await Store.RemoveAsync(added.Id, "luis", Now.AddDays(1), Cancellation));
        Assert.False(await Store.RemoveAsync(added.Id, "luis", Now.AddDays(1), Cancellation));
        Assert.False(await Store.RemoveAsync(added.Id + 1, "luis", Now, Cancellation));
        Assert.Empty(await Store.InForceAsync(Now.AddDays(2), Cancellation));
        Assert.Equal(
            [added with { Removed = Now.AddDays(1), RemovedBy = "luis" }], await Store.HistoryAsync(Cancellation));
    }

    [Fact]
    public async Task A_rule_without_a_reason_or_that_has_expired_is_refused_by_the_database_too()
    {
        await Assert.ThrowsAsync<PostgresException>(() => Store.AddAsync(Rule with { Why = "" }, Now, Cancellation));
        await Assert.ThrowsAsync<PostgresException>(
            () => Store.AddAsync(Rule with { Expires = Now }, Now, Cancellation));
    }
}
