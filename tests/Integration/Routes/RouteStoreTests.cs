using Npgsql;
using Strangler.Core.Identity;
using Strangler.Postgres;
using Strangler.Postgres.Routes;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Routes;

public sealed class RouteStoreTests(PostgresCluster cluster) : IAsyncLifetime
{
    private static readonly RouteScope Group = new(null, null, new BillingGroup(1, "M08"));
    private static readonly RouteScope Debt =
        new("InterfazGenericaGestionDeudaWS", "getDeuda", new BillingGroup(1, "M08"));

    private Database _database = null!;
    private RouteStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = Database.Open(await cluster.CreateDatabaseAsync());
        _store = new RouteStore(_database);
    }

    public ValueTask DisposeAsync() => _database is null ? ValueTask.CompletedTask : _database.DisposeAsync();

    [Fact]
    public async Task A_new_database_has_no_routes_and_version_0() =>
        Assert.Equivalent(RouteSnapshot.Empty, await _store.LoadAsync(Cancellation));

    [Fact]
    public async Task A_change_is_kept_with_who_when_why_and_version()
    {
        Assert.Equal(new RouteChangeOutcome.Applied(1, 1), await ApplyAsync(new RouteChange.Set(Debt, "native")));
        RouteSnapshot routes = await _store.LoadAsync(Cancellation);
        StoredRoute route = Assert.Single(routes.Routes);
        Assert.Equal((1, Debt, "native", "Ana", "a test"),
            (routes.Version, route.Scope, route.Mode, route.Stamp.Who, route.Stamp.Why));
        Assert.Equal(1, route.Stamp.Version);
    }

    [Fact]
    public async Task What_is_so_already_makes_no_new_version()
    {
        await ApplyAsync(new RouteChange.Set(Debt, "native"), new RouteChange.Kill(Group));
        Assert.Equal(
            new RouteChangeOutcome.Applied(1, 0),
            await ApplyAsync(new RouteChange.Set(Debt, "native"), new RouteChange.Kill(Group)));
        Assert.Equal(2, (await _store.HistoryAsync(10, Cancellation)).Count);
    }

    [Fact]
    public async Task A_change_set_is_made_whole_or_not_at_all()
    {
        RouteChangeOutcome outcome = await ApplyAsync(
            new RouteChange.Set(Debt, "native"), new RouteChange.Remove(Group), new RouteChange.Unkill(Group));
        Assert.Equal(2, Assert.IsType<RouteChangeOutcome.NotThere>(outcome).Reasons.Count);
        Assert.Equivalent(RouteSnapshot.Empty, await _store.LoadAsync(Cancellation));
        Assert.IsType<RouteChangeOutcome.Refused>(
            await ApplyAsync(new RouteChange.Set(Debt, "native"), new RouteChange.Remove(Debt)));
    }

    [Fact]
    public async Task Of_writers_that_expect_the_same_version_one_wins()
    {
        RouteChangeOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => _store.ApplyAsync(
            new RouteChangeSet(
                [new RouteChange.Set(Debt with { Group = new BillingGroup(1, $"Z{number}") }, "native")],
                "Ana", "a test", ExpectedVersion: 0),
            Cancellation)));
        Assert.Single(outcomes.OfType<RouteChangeOutcome.Applied>());
        Assert.All(
            outcomes.OfType<RouteChangeOutcome.Conflict>(),
            conflict => Assert.Equal(new RouteChangeOutcome.Conflict(0, 1), conflict));
        Assert.Single((await _store.LoadAsync(Cancellation)).Routes);
    }

    [Fact]
    public async Task Writers_that_expect_nothing_follow_one_another_without_a_gap()
    {
        RouteChangeOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            ApplyAsync(new RouteChange.Set(Debt with { Group = new BillingGroup(1, $"Z{number}") }, "native"))));
        Assert.Equal(
            Enumerable.Range(1, 20).Select(version => (long)version),
            outcomes.Cast<RouteChangeOutcome.Applied>().Select(applied => applied.Version).Order());
        Assert.Equal(20, (await _store.LoadAsync(Cancellation)).Routes.Count);
    }

    [Fact]
    public async Task The_history_gives_back_the_routes_of_any_version()
    {
        List<RouteSnapshot> then = [await _store.LoadAsync(Cancellation)];
        foreach (RouteChange[] changes in (RouteChange[][])
        [
            [new RouteChange.Set(Group, "shadow")],
            [new RouteChange.Set(Group, "native"), new RouteChange.Set(Debt, "shadow")],
            [new RouteChange.Kill(RouteScope.Everything)],
            [new RouteChange.Remove(Debt)],
            [new RouteChange.Unkill(RouteScope.Everything), new RouteChange.Set(Debt, "legacy")],
        ])
        {
            await ApplyAsync(changes);
            then.Add(await _store.LoadAsync(Cancellation));
        }

        for (int version = 0; version < then.Count; version++)
        {
            Assert.Equivalent(then[version], await _store.LoadAtAsync(version, Cancellation), strict: true);
        }

        Assert.Null(await _store.LoadAtAsync(then.Count, Cancellation));
        Assert.Equal(("shadow", "native"), (await _store.HistoryAsync(1000, Cancellation))
            .Where(entry => entry.Stamp.Version == 2 && entry.Scope == Group)
            .Select(entry => (entry.Before, entry.After)).Single());
    }

    [Theory]
    [InlineData("UPDATE route_history SET who = 'Eva'")]
    [InlineData("DELETE FROM route_history")]
    [InlineData("TRUNCATE route_history")]
    public async Task The_history_is_only_added_to(string sql)
    {
        await ApplyAsync(new RouteChange.Set(Group, "shadow"));
        await using NpgsqlCommand command = _database.Command(sql);
        await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));
    }

    [Fact]
    public async Task Ten_thousand_routes_are_one_change_set()
    {
        RouteChange[] changes =
        [
            .. Enumerable.Range(0, 10_000).Select(number => new RouteChange.Set(
                new RouteScope(null, null, new BillingGroup((short)(number % 13), $"Z{number}")), "shadow")),
        ];
        Assert.Equal(new RouteChangeOutcome.Applied(1, 10_000), await ApplyAsync(changes));
        RouteSnapshot routes = await _store.LoadAsync(Cancellation);
        Assert.Equal(
            changes.Select(change => change.Scope).ToHashSet(), [.. routes.Routes.Select(route => route.Scope)]);
    }

    private Task<RouteChangeOutcome> ApplyAsync(params RouteChange[] changes) =>
        _store.ApplyAsync(new RouteChangeSet(changes, "Ana", "a test"), Cancellation);
}
