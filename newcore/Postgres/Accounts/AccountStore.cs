using System.Collections.Frozen;
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
            """
            SELECT username, salt, hash, iterations, changed_by, changed_at, previous_salt, previous_hash,
                previous_iterations, previous_until, operations, per_second, per_day
            FROM account ORDER BY username LIMIT $1
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = AccountLimit });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<Account> accounts = [];
        while (await reader.ReadAsync(cancellation))
        {
            accounts.Add(Read(reader));
        }

        return accounts;
    }

    /// <returns>False where the name is taken and its password is not to be replaced.</returns>
    /// <exception cref="InvalidOperationException">There are <see cref="AccountLimit"/> already.</exception>
    public Task<bool> AddAsync(Account account, bool replace, CancellationToken cancellation) =>
        AddAsync(account, replace, keepsPrevious: TimeSpan.Zero, cancellation);

    /// <param name="keepsPrevious">How long a password that is replaced is good as well.</param>
    /// <returns>False where the name is taken and its password is not to be replaced.</returns>
    /// <exception cref="InvalidOperationException">There are <see cref="AccountLimit"/> already.</exception>
    public async Task<bool> AddAsync(
        Account account, bool replace, TimeSpan keepsPrevious, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using NpgsqlCommand insert = new(
            """
            INSERT INTO account (username, salt, hash, iterations, changed_by, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (username) DO UPDATE SET salt = excluded.salt, hash = excluded.hash,
                iterations = excluded.iterations, previous_salt = account.salt,
                previous_hash = account.hash, previous_iterations = account.iterations, previous_until = now() + $8,
                changed_by = excluded.changed_by, changed_at = excluded.changed_at
            WHERE $7
            """, connection, transaction);
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account.Username });
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = account.Password.Salt.ToArray() });
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = account.Password.Hash.ToArray() });
        insert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = account.Password.Iterations });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account.ChangedBy });
        insert.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = account.ChangedAt });
        insert.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = replace });
        insert.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = keepsPrevious });
        bool added = await insert.ExecuteNonQueryAsync(cancellation) == 1;
        await using NpgsqlCommand count = new("SELECT count(*) FROM account", connection, transaction);
        if ((long)(await count.ExecuteScalarAsync(cancellation))! > AccountLimit)
        {
            throw new InvalidOperationException($"There can be no more than {AccountLimit} accounts.");
        }

        await transaction.CommitAsync(cancellation);
        return added;
    }

    /// <summary>Sets what an account may ask, and how much of it.</summary>
    /// <param name="operations">Null: every operation.</param>
    /// <returns>False where there is no such account.</returns>
    public async Task<bool> LimitAsync(
        string username, IReadOnlyCollection<string>? operations, int? perSecond, int? perDay,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            "UPDATE account SET operations = $2, per_second = $3, per_day = $4 WHERE username = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = username });
        command.Parameters.Add(new() { Value = (object?)operations?.ToArray() ?? DBNull.Value });
        command.Parameters.Add(new() { Value = (object?)perSecond ?? DBNull.Value });
        command.Parameters.Add(new() { Value = (object?)perDay ?? DBNull.Value });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private static Account Read(NpgsqlDataReader row) => new(
        row.GetString(0), Hash(row, 1), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5))
    {
        Previous = row.IsDBNull(6) ? null : Hash(row, 6),
        PreviousUntil = row.IsDBNull(9) ? DateTimeOffset.MinValue : row.GetFieldValue<DateTimeOffset>(9),
        Operations = row.IsDBNull(10)
            ? null
            : row.GetFieldValue<string[]>(10).ToFrozenSet(StringComparer.Ordinal),
        PerSecond = row.IsDBNull(11) ? null : row.GetInt32(11),
        PerDay = row.IsDBNull(12) ? null : row.GetInt32(12),
    };

    /// <summary>Of three columns: salt, hash, iterations.</summary>
    private static PasswordHash Hash(NpgsqlDataReader row, int first) => new(
        row.GetFieldValue<byte[]>(first), row.GetFieldValue<byte[]>(first + 1), row.GetInt32(first + 2));

    /// <returns>False where there is no such account.</returns>
    public async Task<bool> RemoveAsync(string username, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("DELETE FROM account WHERE username = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = username });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }
}
