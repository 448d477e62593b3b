using Npgsql;
using Strangler.Core.Accounts;

namespace Strangler.Postgres.Accounts;

/// <summary>The accounts in the database.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class AccountStore(Database database)
{
    /// <summary>A gateway holds them all in memory.</summary>
    public const int AccountLimit = 10_000;

    /// <summary>In order of their names; at most <see cref="AccountLimit"/>.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlCommand command = new(
            "SELECT username, salt, hash, iterations, changed_by, changed_at FROM account ORDER BY username LIMIT $1",
            connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = AccountLimit });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<Account> accounts = [];
        while (await reader.ReadAsync(cancellation))
        {
            PasswordHash password = new(
                reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2), reader.GetInt32(3));
            accounts.Add(new Account(
                reader.GetString(0), password, reader.GetString(4), reader.GetFieldValue<DateTimeOffset>(5)));
        }

        return accounts;
    }

    /// <returns>False where the name is taken and its password is not to be replaced.</returns>
    /// <exception cref="InvalidOperationException">There are <see cref="AccountLimit"/> already.</exception>
    public async Task<bool> AddAsync(Account account, bool replace, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using NpgsqlCommand insert = new(
            """
            INSERT INTO account (username, salt, hash, iterations, changed_by, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (username) DO UPDATE SET salt = excluded.salt, hash = excluded.hash,
                iterations = excluded.iterations, changed_by = excluded.changed_by, changed_at = excluded.changed_at
            WHERE $7
            """, connection, transaction);
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account.Username });
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = account.Password.Salt.ToArray() });
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = account.Password.Hash.ToArray() });
        insert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = account.Password.Iterations });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account.ChangedBy });
        insert.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = account.ChangedAt });
        insert.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = replace });
        bool added = await insert.ExecuteNonQueryAsync(cancellation) == 1;
        await using NpgsqlCommand count = new("SELECT count(*) FROM account", connection, transaction);
        if ((long)(await count.ExecuteScalarAsync(cancellation))! > AccountLimit)
        {
            throw new InvalidOperationException($"There can be no more than {AccountLimit} accounts.");
        }

        await transaction.CommitAsync(cancellation);
        return added;
    }

    /// <returns>False where there is no such account.</returns>
    public async Task<bool> RemoveAsync(string username, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("DELETE FROM account WHERE username = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = username });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }
}
