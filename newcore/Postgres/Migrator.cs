using Npgsql;

namespace Strangler.Postgres;

/// <summary>
/// Brings a database to this program's schema. Any number of processes may do so at once: one works, the others wait
/// for it and find nothing left to do.
/// </summary>
public sealed class Migrator
{
    /// <summary>Of the advisory lock: an arbitrary number that is ours.</summary>
    private const long LockKey = 0x5374_7261_6e67_6c65;

    private const int LockWaitSeconds = 120;
    private const int StatementSeconds = 300;

    private readonly Database _database;
    private readonly IReadOnlyList<Migration> _migrations;

    public Migrator(Database database) : this(database, Migration.All)
    {
    }

    internal Migrator(Database database, IReadOnlyList<Migration> migrations) =>
        (_database, _migrations) = (database, migrations);

    /// <returns>How many migrations were applied now.</returns>
    /// <exception cref="MigrationException">The database was made by other files, or a file fails.</exception>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public async Task<int> MigrateAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await _database.ConnectAsync(cancellation);
        await LockAsync(connection, cancellation);
        try
        {
            await ExecuteAsync(connection, """
                CREATE TABLE IF NOT EXISTS schema_migration (
                    number integer PRIMARY KEY,
                    name text NOT NULL,
                    checksum text NOT NULL,
                    applied_at timestamptz NOT NULL DEFAULT now())
                """, cancellation);
            Dictionary<int, (string Name, string Checksum)> applied = await ReadAppliedAsync(connection, cancellation);
            Check(applied);
            Migration[] pending = [.. _migrations.Where(migration => !applied.ContainsKey(migration.Number))];
            foreach (Migration migration in pending)
            {
                await ApplyAsync(connection, migration, cancellation);
            }

            return pending.Length;
        }
        finally
        {
            // Also after a cancellation: the connection goes back to the pool, and the lock must not go with it.
            await ExecuteAsync(
                connection, $"SELECT pg_advisory_unlock({LockKey}); RESET lock_timeout", CancellationToken.None);
        }
    }

    private static async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            await ExecuteAsync(
                connection,
                $"SET lock_timeout = '{LockWaitSeconds}s'; SELECT pg_advisory_lock({LockKey})", cancellation);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new MigrationException(
                $"Another process has been migrating the database for {LockWaitSeconds} s; try again later.", error);
        }
    }

    private static async Task<Dictionary<int, (string Name, string Checksum)>> ReadAppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        Dictionary<int, (string, string)> applied = [];
        await using NpgsqlCommand command = new("SELECT number, name, checksum FROM schema_migration", connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetString(2)));
        }

        return applied;
    }

    private void Check(Dictionary<int, (string Name, string Checksum)> applied)
    {
        Dictionary<int, Migration> known = _migrations.ToDictionary(migration => migration.Number);
        foreach ((int number, (string name, string checksum)) in applied.OrderBy(entry => entry.Key))
        {
            if (!known.TryGetValue(number, out Migration? migration))
            {
                throw new MigrationException(
                    $"The database has migration {name}, which this program does not know: it is older than the "
                    + "database. Start the newer program.");
            }

            if (migration.Checksum != checksum)
            {
                throw new MigrationException(
                    $"Migration {migration.Name} was changed after it was applied to this database (as {name}). "
                    + "Restore the file, and put the change into a new migration.");
            }
        }
    }

    private static async Task ApplyAsync(
        NpgsqlConnection connection, Migration migration, CancellationToken cancellation)
    {
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await ExecuteAsync(connection, migration.Sql, cancellation);
        }
        catch (PostgresException error)
        {
            throw new MigrationException($"Migration {migration.Name} failed: {error.MessageText}", error);
        }

        await using NpgsqlCommand record = new(
            "INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3)", connection);
        record.Parameters.Add(new NpgsqlParameter<int> { TypedValue = migration.Number });
        record.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Name });
        record.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Checksum });
        await record.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = StatementSeconds };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
