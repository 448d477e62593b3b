using Npgsql;
using Strangler.Postgres.Routes;

namespace Strangler.Postgres.Parity;

/// <summary>The rules under which differences are ignored. A removed rule stays in the history.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class RuleStore(Database database)
{
    /// <summary>Where every change is announced when it is committed, the rule's number as the payload.</summary>
    public const string Channel = "strangler_parity_rules";

    /// <summary>Rules in force at once, and rules read at once.</summary>
    public const int Limit = 1_000;

    private const string Columns = """
        SELECT id, operation, billing_group, path, money_tolerance, who, why, expires_at, added_at, removed_at,
            removed_by
        FROM parity_rule
        """;

    /// <exception cref="InvalidOperationException">There are as many as there may be.</exception>
    public async Task<StoredRule> AddAsync(NewRule rule, DateTimeOffset now, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using NpgsqlCommand command = new(
            """
            INSERT INTO parity_rule
                (operation, billing_group, path, money_tolerance, who, why, expires_at, added_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8
            WHERE (SELECT count(*) FROM parity_rule WHERE removed_at IS NULL AND expires_at > $8) < $9
            RETURNING id
            """, connection);
        command.Add(rule.Operation ?? "");
        command.Add(rule.Group ?? "");
        command.Add(rule.Path);
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)rule.MoneyTolerance ?? DBNull.Value,
            NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Numeric,
        });
        command.Add(rule.Who);
        command.Add(rule.Why);
        command.Add(rule.Expires.ToUniversalTime());
        command.Add(now.ToUniversalTime());
        command.Add(Limit);
        long id = (long)(await command.ExecuteScalarAsync(cancellation)
            ?? throw new InvalidOperationException($"There are {Limit} rules in force; remove some first."));
        await NotifyAsync(connection, id, cancellation);
        await transaction.CommitAsync(cancellation);
        return new StoredRule(id, rule, now, null, null);
    }

    /// <summary>False where there is no such rule, or it has been removed before.</summary>
    public async Task<bool> RemoveAsync(long id, string who, DateTimeOffset now, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using NpgsqlCommand command = new(
            "UPDATE parity_rule SET removed_at = $2, removed_by = $3 WHERE id = $1 AND removed_at IS NULL", connection);
        command.Add(id);
        command.Add(now.ToUniversalTime());
        command.Add(who);
        bool removed = await command.ExecuteNonQueryAsync(cancellation) == 1;
        await NotifyAsync(connection, id, cancellation);
        await transaction.CommitAsync(cancellation);
        return removed;
    }

    /// <summary>Those in force at that moment, oldest first: the first that fits is the one that hides.</summary>
    public async Task<IReadOnlyList<StoredRule>> InForceAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        return await InForceAsync(connection, now, cancellation);
    }

    /// <summary>On a connection that the caller keeps.</summary>
    public static Task<IReadOnlyList<StoredRule>> InForceAsync(
        NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellation) => ReadAsync(
        connection, " WHERE removed_at IS NULL AND expires_at > $1", command => command.Add(now.ToUniversalTime()),
        cancellation);

    /// <summary>Expired and removed ones too; the newest, where there are more than can be read.</summary>
    public async Task<IReadOnlyList<StoredRule>> HistoryAsync(CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        return await ReadAsync(connection, "", _ => { }, cancellation);
    }

    private static async Task<IReadOnlyList<StoredRule>> ReadAsync(
        NpgsqlConnection connection, string where, Action<NpgsqlCommand> fill, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new($"{Columns}{where} ORDER BY id DESC LIMIT {Limit}", connection);
        fill(command);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<StoredRule> rules = [];
        while (await reader.ReadAsync(cancellation))
        {
            NewRule rule = new(
                Named(reader.GetString(1)), Named(reader.GetString(2)), reader.GetString(3),
                reader.IsDBNull(4) ? null : reader.GetDecimal(4), reader.GetString(5), reader.GetString(6),
                reader.GetFieldValue<DateTimeOffset>(7));
            rules.Add(new StoredRule(
                reader.GetInt64(0), rule, reader.GetFieldValue<DateTimeOffset>(8),
                reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9), reader.ReadText(10)));
        }

        rules.Reverse();
        return rules;
    }

    private static async Task NotifyAsync(NpgsqlConnection connection, long id, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new($"SELECT pg_notify('{Channel}', $1)", connection);
        command.Add($"{id}");
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string? Named(string text) => text.Length == 0 ? null : text;
}
