using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Writes;

/// <summary>Every write there is, kept before it is given to anybody, so that it runs once.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class WriteStore(Database database)
{
    /// <summary>Bytes of an answer that is kept.</summary>
    public const int AnswerLimit = 256 * 1024;

    private const int TimeoutSeconds = 5;

    /// <summary>
    /// Its commit does not wait for the disk: what comes after it does, the dispatch or the native deed, and the log is
    /// written in order. So nobody is ever asked under a name that a crash of the database forgets.
    /// </summary>
    private const string BeginSql = $"""
        SELECT b.*, {NoWait} FROM write_begin($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS b
        """;

    private const string NoWait = "set_config('synchronous_commit', 'off', true)";

    // The update changes nothing: it waits for whoever is just giving the name, and returns what is kept.
    private const string NameSql = """
        INSERT INTO write_name AS kept (name, content) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET name = kept.name RETURNING content = $2
        """;

    private const string DispatchSql = """
        UPDATE write_record SET state = 'dispatched', dispatched_at = clock_timestamp(), before_net = $3,
            lease_until = clock_timestamp() + $4
        WHERE id = $1 AND attempt = $2 AND state = 'received'
        """;

    private const string AnswerSql = """
        UPDATE write_record SET state = 'answered', ended_at = clock_timestamp(), status = $3, content_type = $4,
            answer = $5, repeats_until = clock_timestamp() + $6, reason = NULL, done = $7, paying_contract = NULL
        WHERE id = $1 AND attempt = $2 AND state IN ('received', 'dispatched', 'unknown')
        """;

    /// <summary>Native answers again, should a crash of the database forget this.</summary>
    private const string NativeAnswerSql = $"{AnswerSql} RETURNING {NoWait}";

    private const string EndSql = """
        UPDATE write_record SET state = $3, ended_at = clock_timestamp(), reason = $4, current = $5,
            paying_contract = NULL
        WHERE id = $1 AND attempt = $2 AND state IN ('received', 'dispatched', 'unknown')
        """;

    private const string PaySql = """
        UPDATE write_record SET paying_contract = contract WHERE id = $1 AND attempt = $2 AND state = 'received'
        """;

    /// <summary>Gives a sender's own name to a write, once and for ever.</summary>
    /// <param name="given">32 bytes.</param>
    /// <returns>False where it stands for other content.</returns>
    public async Task<bool> NameAsync(byte[] given, byte[] content, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Command(NameSql);
        WriteParameters.Add(command, given, NpgsqlDbType.Bytea);
        WriteParameters.Add(command, content, NpgsqlDbType.Bytea);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public async Task<WriteTurn> BeginAsync(NewWrite write, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Command(BeginSql);
        WriteParameters.Add(command, write.Operation, NpgsqlDbType.Text);
        WriteParameters.Add(command, write.Key, NpgsqlDbType.Bytea);
        WriteParameters.Add(command, write.Content, NpgsqlDbType.Bytea);
        WriteParameters.Add(command, write.IsNative ? "native" : "legacy", NpgsqlDbType.Text);
        WriteParameters.Add(command, write.RouteVersion, NpgsqlDbType.Bigint);
        WriteParameters.Add(command, write.Group?.ToString(), NpgsqlDbType.Text);
        WriteParameters.Add(command, write.Contract?.Value, NpgsqlDbType.Integer);
        WriteParameters.Add(command, write.Amount?.Centavos, NpgsqlDbType.Bigint);
        WriteParameters.Add(command, write.Lease, NpgsqlDbType.Interval);
        WriteParameters.Add(command, write.Gateway, NpgsqlDbType.Text);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        bool isNative = reader.GetString(3) == "native";
        return reader.GetString(0) switch
        {
            "mine" => new WriteTurn.Mine(reader.GetInt64(1), reader.GetInt32(2), isNative),
            "done" => new WriteTurn.Done(
                new KeptAnswer(
                    reader.GetInt16(4), reader.GetString(5),
                    reader.IsDBNull(6) ? null : reader.GetFieldValue<byte[]>(6)),
                isNative),
            "busy" => new WriteTurn.Busy(),
            "unknown" => new WriteTurn.Unknown(),
            _ => new WriteTurn.OtherContent(),
        };
    }

    /// <summary>Before legacy is asked what is owed then to take money: one payment of a contract at a time.</summary>
    /// <returns>Null where it is another's turn; false where somebody else has taken the write over.</returns>
    public async Task<bool?> TakeTurnToPayAsync(WriteTurn.Mine write, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Of(PaySql, write);
        try
        {
            return await command.ExecuteNonQueryAsync(cancellation) == 1;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return null;
        }
    }

    /// <summary>Last thing before legacy is asked.</summary>
    /// <param name="before">What the contract owed legacy, less its credit; null where that was not asked.</param>
    /// <returns>False where somebody else has taken it over: then nobody must be asked.</returns>
    public async Task<bool> DispatchAsync(
        WriteTurn.Mine write, Money? before, TimeSpan lease, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Of(DispatchSql, write);
        WriteParameters.Add(command, before?.Centavos, NpgsqlDbType.Bigint);
        WriteParameters.Add(command, lease, NpgsqlDbType.Interval);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <param name="done">Whether the answer says that it was done.</param>
    /// <param name="repeatFor">How long the same request gets this answer; null for ever.</param>
    /// <returns>False where somebody else has taken it over.</returns>
    public async Task<bool> AnswerAsync(
        WriteTurn.Mine write, KeptAnswer answer, bool done, TimeSpan? repeatFor, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Of(write.IsNative ? NativeAnswerSql : AnswerSql, write);
        WriteParameters.Add(command, answer.Status, NpgsqlDbType.Smallint);
        WriteParameters.Add(command, answer.ContentType, NpgsqlDbType.Text);
        WriteParameters.Add(command, answer.Body is { Length: <= AnswerLimit } body ? body : null, NpgsqlDbType.Bytea);
        WriteParameters.Add(command, repeatFor, NpgsqlDbType.Interval);
        WriteParameters.Add(command, done, NpgsqlDbType.Boolean);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>Nobody has done it, so its key is free: the same request is planned anew.</summary>
    public Task ReleaseAsync(WriteTurn.Mine write, string reason, CancellationToken cancellation) =>
        EndAsync(write, "failed", reason, current: false, cancellation);

    /// <summary>It is not known whether its owner has done it.</summary>
    public Task LoseAsync(WriteTurn.Mine write, string reason, CancellationToken cancellation) =>
        EndAsync(write, "unknown", reason, current: true, cancellation);

    private async Task EndAsync(
        WriteTurn.Mine write, string state, string reason, bool current, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Of(EndSql, write);
        WriteParameters.Add(command, state, NpgsqlDbType.Text);
        WriteParameters.Add(command, reason, NpgsqlDbType.Text);
        WriteParameters.Add(command, current, NpgsqlDbType.Boolean);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Of(string sql, WriteTurn.Mine write)
    {
        NpgsqlCommand command = Command(sql);
        WriteParameters.Add(command, write.Id, NpgsqlDbType.Bigint);
        WriteParameters.Add(command, write.Attempt, NpgsqlDbType.Integer);
        return command;
    }

    private NpgsqlCommand Command(string sql)
    {
        NpgsqlCommand command = database.Command(sql);
        command.CommandTimeout = TimeoutSeconds;
        return command;
    }
}
