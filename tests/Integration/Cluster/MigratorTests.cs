using Npgsql;
using Strangler.Postgres;

namespace Strangler.Tests.Integration.Cluster;

public sealed class MigratorTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Eight_processes_that_start_at_once_apply_each_migration_once()
    {
        string connection = await cluster.CreateEmptyDatabaseAsync();
        Database[] databases = [.. Enumerable.Range(0, 8).Select(_ => Database.Open(connection))];

        int[] applied = await Task.WhenAll(databases.Select(
            database => new Migrator(database).MigrateAsync(Cancellation)));

        Assert.Equal(Migration.All.Count, applied.Sum());
        Assert.Equal(7, applied.Count(count => count == 0));
        foreach (Database database in databases)
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_migration_changed_after_it_was_applied_stops_with_its_name()
    {
        await using Database database = await EmptyAsync();
        await new Migrator(database, [Migration.Of("0001-one.sql", "CREATE TABLE one ()")]).MigrateAsync(Cancellation);

        Migrator changed = new(database, [Migration.Of("0001-one.sql", "CREATE TABLE two ()")]);

        MigrationException error =
            await Assert.ThrowsAsync<MigrationException>(() => changed.MigrateAsync(Cancellation));
        Assert.Contains("0001-one was changed", error.Message);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await using Database database = await EmptyAsync();
        Migration one = Migration.Of("0001-one.sql", "CREATE TABLE one ()");
        Migration two = Migration.Of("0002-two.sql", "CREATE TABLE two ()");
        await new Migrator(database, [one, two]).MigrateAsync(Cancellation);

        MigrationException error =
            await Assert.ThrowsAsync<MigrationException>(
                () => new Migrator(database, [one]).MigrateAsync(Cancellation));
        Assert.Contains("older than the database", error.Message);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind_and_the_one_before_it_stays()
    {
        await using Database database = await EmptyAsync();
        Migration one = Migration.Of("0001-one.sql", "CREATE TABLE one ()");
        Migration broken = Migration.Of("0002-two.sql", "CREATE TABLE two (); SELECT no_such_column");

        await Assert.ThrowsAsync<MigrationException>(
            () => new Migrator(database, [one, broken]).MigrateAsync(Cancellation));
        int applied = await new Migrator(database, [one, Migration.Of("0002-two.sql", "CREATE TABLE two ()")])
            .MigrateAsync(Cancellation);

        Assert.Equal(1, applied);
    }

    [Fact]
    public async Task Line_ends_of_a_checkout_do_not_count_as_a_change()
    {
        await using Database database = await EmptyAsync();
        await new Migrator(database, [Migration.Of("0001-one.sql", "SELECT 1;\nSELECT 2;\n")])
            .MigrateAsync(Cancellation);

        int applied = await new Migrator(database, [Migration.Of("0001-one.sql", "SELECT 1;\r\nSELECT 2;\r\n")])
            .MigrateAsync(Cancellation);

        Assert.Equal(0, applied);
    }

    [Fact]
    public async Task A_database_is_named_by_a_url_too()
    {
        NpgsqlConnectionStringBuilder server = new(await cluster.CreateDatabaseAsync());
        await using Database database = Database.Open(
            $"postgresql://{server.Username}:any%3Athing@{server.Host}:{server.Port}/{server.Database}"
            + "?sslmode=disable");

        await using NpgsqlCommand version = database.Command("SELECT version FROM import_state");

        Assert.Equal(0L, await version.ExecuteScalarAsync(Cancellation));
    }

    private async Task<Database> EmptyAsync() =>
        Database.Open(await cluster.CreateEmptyDatabaseAsync());
}
