using Microsoft.Extensions.Logging.Abstractions;
using Strangler.Postgres;
using Strangler.Postgres.Debts;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;
using Strangler.Tests.Integration.Import;

namespace Strangler.Tests.Integration.Debts;

public sealed class DebtBookFeedTests(PostgresCluster cluster) : IDisposable
{
    private readonly ExtractCopy _extract = new();

    public void Dispose() => _extract.Dispose();

    [Fact]
    public async Task A_book_is_loaded_at_the_start_and_again_after_each_import()
    {
        await using ImportedDatabase imported = await ImportedDatabase.EmptyAsync(cluster);
        await using RunningFeed running = new(imported.Database);
        await running.Feed.Loaded.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), (running.Feed.Current.Version, running.Feed.Current.Contracts));

        await imported.ImportAsync(_extract);
        await running.ReachesAsync(1);
        _extract.Set("factura", 5, "facimporte", "1");
        await imported.ImportAsync(_extract);
        await running.ReachesAsync(2);

        Assert.Equal(300, running.Feed.Current.Contracts);
    }

    [Fact]
    public async Task The_last_book_stays_while_the_database_is_down_and_the_next_comes_when_it_is_back()
    {
        await using PostgresProcess server = await PostgresCluster.StartServerAsync();
        await using ImportedDatabase imported = new(server.ConnectionTo("postgres"));
        await new Migrator(imported.Database).MigrateAsync(TestContext.Current.CancellationToken);
        await imported.ImportAsync(_extract);
        await server.StopAsync();
        await using RunningFeed running = new(imported.Database);

        await server.StartAgainAsync(TestContext.Current.CancellationToken);
        await running.ReachesAsync(1);
        await server.StopAsync();
        Assert.Equal(300, running.Feed.Current.Contracts);
        await server.StartAgainAsync(TestContext.Current.CancellationToken);
        _extract.Set("factura", 5, "facimporte", "1");
        await using ImportedDatabase again = new(server.ConnectionTo("postgres"));
        await again.ImportAsync(_extract);

        await running.ReachesAsync(2);
    }

    /// <summary>A feed that runs until it is disposed, and must then end without an exception.</summary>
    private sealed class RunningFeed : IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly Task _running;

        public RunningFeed(Database database)
        {
            Feed = new DebtBookFeed(database, TimeProvider.System, NullLogger<DebtBookFeed>.Instance);
            _running = Feed.RunAsync(_end.Token);
        }

        public DebtBookFeed Feed { get; }

        public Task ReachesAsync(long version) =>
            Eventually.BecomesAsync(version, () => Task.FromResult(Feed.Current.Version));

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _running;
            _end.Dispose();
        }
    }
}
