using Npgsql;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;

namespace Strangler.ParallelRun.Bench.Ledger;

/// <summary>A database of the bench's own beside that of STRANGLER_DB, made for a run and dropped after it.</summary>
internal sealed class LedgerBenchDatabase : IAsyncDisposable
{
    private const string Name = "strangler_bench_ledger";

    /// <summary>
    /// Tables like the ledger's entries, but with nothing that has to be kept up: no keys, no checks, no triggers.
    /// </summary>
    private const string Bare = """
        CREATE TABLE bare_copy AS SELECT * FROM ledger_entry WITH NO DATA;
        CREATE TABLE bare_insert AS SELECT * FROM ledger_entry WITH NO DATA
        """;

    private readonly Database _server;

    private LedgerBenchDatabase(Database server, string connection) =>
        (_server, Database) = (server, Database.Open(connection, "strangler bench"));

    public Database Database { get; }

    /// <exception cref="CommandFailedException">There is no database, or it does not wait for the disk.</exception>
    public static async Task<LedgerBenchDatabase> OpenAsync(CancellationToken cancellation)
    {
        string server = Environment.GetEnvironmentVariable(DatabaseOption.Variable) is { Length: > 0 } named
            ? named
            : throw new CommandFailedException(
                $"The ledger needs a database: install PostgreSQL or set {DatabaseOption.Variable}.");
        Database database = Database.Open(server, "strangler bench");
        await ExecuteAsync(database, $"DROP DATABASE IF EXISTS {Name} (FORCE)", cancellation);
        await ExecuteAsync(database, $"CREATE DATABASE {Name}", cancellation);
        string connection = new UriBuilder(server) { Path = "/" + Name }.Uri.AbsoluteUri;
        LedgerBenchDatabase bench = new(database, connection);
        await new Migrator(bench.Database).MigrateAsync(cancellation);
        await ExecuteAsync(bench.Database, Bare, cancellation);
        await bench.RequireDurableAsync(cancellation);
        return bench;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await ExecuteAsync(_server, $"DROP DATABASE IF EXISTS {Name} (FORCE)", CancellationToken.None);
        await _server.DisposeAsync();
    }

    /// <summary>A bench of durable entries on a server that forgets them would say nothing.</summary>
    private async Task RequireDurableAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Database.Command(
            "SELECT current_setting('fsync') || current_setting('synchronous_commit')");
        if (await command.ExecuteScalarAsync(cancellation) is not "onon")
        {
            throw new CommandFailedException("The server must run with fsync and synchronous_commit on.");
        }
    }

    private static async Task ExecuteAsync(Database database, string sql, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
