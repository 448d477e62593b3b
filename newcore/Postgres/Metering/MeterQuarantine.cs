using Npgsql;
using NpgsqlTypes;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Metering;

/// <summary>What could not be read, or is of no known meter: kept as it came, until it can be read.</summary>
public sealed class MeterQuarantine(Database database)
{
    /// <summary>Bytes of a payload that are kept; what is longer is cut, and says so in its detail.</summary>
    public const int MostBytes = 65_536;

    /// <summary>Rows of one question.</summary>
    public const int MostListed = 1_000;

    private const int LongestTopic = 512;
    private const int LongestReason = 40;
    private const int LongestDetail = 200;

    private const string AddSql = """
        INSERT INTO meter_quarantine (received_at, topic, payload, reason, detail)
        SELECT * FROM unnest($1, $2, $3, $4, $5)
        """;

    private const string ListSql = """
        SELECT id, received_at, topic, payload, reason, detail FROM meter_quarantine
        WHERE state = 'open' AND id > $1 AND ($2::varchar IS NULL OR reason = $2) ORDER BY id LIMIT $3
        """;

    private const string EndSql = """
        UPDATE meter_quarantine SET state = $2, ended_at = clock_timestamp(), ended_by = $3
        WHERE id = ANY ($1) AND state = 'open'
        """;

    private const string SomeSql = """
        SELECT id, received_at, topic, payload, reason, detail FROM meter_quarantine
        WHERE state = 'open' AND id = ANY ($1) ORDER BY id
        """;

    /// <summary>One that is not open any more divides by zero: then nothing of its transaction stands.</summary>
    private const string ReplayedSql = """
        WITH ended AS (
            UPDATE meter_quarantine SET state = 'replayed', ended_at = clock_timestamp(), ended_by = $2
            WHERE id = $1 AND state = 'open' RETURNING id)
        SELECT 1 / count(*) FROM ended
        """;

    internal static NpgsqlBatchCommand Replayed(long id, string who) =>
        new NpgsqlBatchCommand(ReplayedSql).With(id).With(who);

    /// <summary>Whether a replay failed because another had ended the message.</summary>
    public static bool IsEndedAlready(PostgresException refusal) =>
        refusal?.SqlState == PostgresErrorCodes.DivisionByZero;

    internal static NpgsqlBatchCommand Add(IReadOnlyList<QuarantinedMessage> messages) =>
        new NpgsqlBatchCommand(AddSql)
            .With<DateTimeOffset>([.. messages.Select(one => one.ReceivedAt)], NpgsqlDbType.TimestampTz)
            .With<string>([.. messages.Select(one => Text(one.Topic, LongestTopic))], NpgsqlDbType.Varchar)
            .With<byte[]>([.. messages.Select(Bytes)], NpgsqlDbType.Bytea)
            .With<string>([.. messages.Select(one => Text(one.Reason, LongestReason))], NpgsqlDbType.Varchar)
            .With<string>([.. messages.Select(one => Text(Detail(one), LongestDetail))], NpgsqlDbType.Varchar);

    /// <summary>Open ones in the order in which they came.</summary>
    /// <param name="after">The last one seen; 0 for the first question.</param>
    /// <param name="reason">Only of this; null for all.</param>
    public async Task<IReadOnlyList<QuarantinedMessage>> OpenAsync(
        long after, string? reason, int most, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ListSql).With(
            after, reason, Math.Clamp(most, 1, MostListed));
        return await ReadAsync(command, cancellation);
    }

    /// <summary>Those of these that are open.</summary>
    public async Task<IReadOnlyList<QuarantinedMessage>> OpenAsync(long[] ids, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(SomeSql).With(ids);
        return await ReadAsync(command, cancellation);
    }

    /// <param name="replayed">Else they are dropped: nobody will ever read them.</param>
    /// <returns>How many were open.</returns>
    public async Task<int> EndAsync(long[] ids, bool replayed, string who, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(EndSql).With(ids, replayed ? "replayed" : "dropped", who);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<IReadOnlyList<QuarantinedMessage>> ReadAsync(
        NpgsqlCommand command, CancellationToken cancellation)
    {
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<QuarantinedMessage> found = [];
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(new QuarantinedMessage(
                reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), (byte[])reader[3], reader.GetString(4),
                reader.GetString(5))
            {
                Id = reader.GetInt64(0),
            });
        }

        return found;
    }

    private static byte[] Bytes(QuarantinedMessage message) =>
        message.Payload.Length <= MostBytes ? message.Payload : message.Payload[..MostBytes];

    private static string Detail(QuarantinedMessage message) => message.Payload.Length <= MostBytes
        ? message.Detail : $"{message.Payload.Length} bytes, of which {MostBytes} are kept. {message.Detail}";

    /// <summary>As the database takes it: no zero characters, no half pairs.</summary>
    private static string Text(string text, int longest)
    {
        string clean = new([.. text.Select(one => char.IsControl(one) || char.IsSurrogate(one) ? '?' : one)]);
        return clean.Length <= longest ? clean : clean[..longest];
    }
}
