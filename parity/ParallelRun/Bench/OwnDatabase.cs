using Npgsql;
using Strangler.ParallelRun.CommandLine;
using Strangler.Postgres;

namespace Strangler.ParallelRun.Bench;

/// <summary>A database of a bench's own beside that of STRANGLER_DB, made for a run and dropped after it.</summary>
internal sealed class OwnDatabase : IAsyncDisposable
{
    private readonly Database _server;
    private readonly string _name;

    private OwnDatabase(Database server, string name, string address) =>
        (_server, _name, Address, Database) = (server, name, address, Database.Open(address, "strangler bench"));

    /// <summary>For processes that the bench starts.</summary>
    public string Address { get; }

    public Database Database { get; }

    /// <param name="name">Of the database; what is there of this name goes.</param>
    /// <exception cref="CommandFailedException">There is no server, or it does not wait for the disk.</exception>
    public static async Task<OwnDatabase> OpenAsync(string name, CancellationToken cancellation)
    {
        string server = Environment.GetEnvironmentVariable(DatabaseOption.Variable) is { Length: > 0 } named
            ? named
            : throw new CommandFailedException(
                $"The bench needs a database: install PostgreSQL or set {DatabaseOption.Variable}.");
        Database database = Database.Open(server, "strangler bench");
        await ExecuteAsync(database, $"DROP DATABASE IF EXISTS {name} (FORCE)", cancellation);
        await ExecuteAsync(database, $"CREATE DATABASE {name}", cancellation);
        OwnDatabase bench = new(database, name, new UriBuilder(server) { Path = "/" + name }.Uri.AbsoluteUri);
        await new Migrator(bench.Database).MigrateAsync(cancellation);
        await bench.RequireDurableAsync(cancellation);
        return bench;
    }

    public Task ExecuteAsync(string sql, CancellationToken cancellation) => ExecuteAsync(Database, sql, cancellation);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await ExecuteAsync(_server, $"DROP DATABASE IF EXISTS {_name} (FORCE)", CancellationToken.None);
        await _server.DisposeAsync();
    }

    /// <summary>A bench of durable rows on a server that forgets them would say nothing.</summary>
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
