using Npgsql;
using Strangler.ParallelRun.Import;
using Strangler.Postgres;
using Strangler.Postgres.Import;

namespace Strangler.ParallelRun.Bench.BillComparison;

/// <summary>The bench's own database, new for every extract.</summary>
internal sealed class RunBenchDatabase : IAsyncDisposable
{
    private const string Name = "strangler_bench_parallel_run";
    private const int Seconds = 900;

    private RunBenchDatabase(string connection) => Database = Database.Open(connection, "strangler bench");

    public Database Database { get; }

    public static async Task<RunBenchDatabase> CreateAsync(string server, CancellationToken cancellation)
    {
        await using (Database admin = Database.Open(server, "strangler bench"))
        {
            await ExecuteAsync(admin, $"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", cancellation);
            await ExecuteAsync(admin, $"CREATE DATABASE {Name}", cancellation);
        }

        RunBenchDatabase bench = Existing(server);
        await new Migrator(bench.Database).MigrateAsync(cancellation);
        await ExecuteAsync(bench.Database, "CHECKPOINT", cancellation);
        return bench;
    }

    public static RunBenchDatabase Existing(string server) => new(
        server.Contains("://", StringComparison.Ordinal)
            ? new UriBuilder(server) { Path = "/" + Name }.Uri.AbsoluteUri
            : new NpgsqlConnectionStringBuilder(server) { Database = Name }.ConnectionString);

    public Task<ImportReport> ImportAsync(string extract, CancellationToken cancellation) =>
        new Importer(Database, TimeProvider.System).RunAsync(
            table => ExtractRows.Open(extract, table, cancellation), new ImportLimits(), null, cancellation);

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static async Task ExecuteAsync(Database database, string sql, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(sql);
        command.CommandTimeout = Seconds;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
