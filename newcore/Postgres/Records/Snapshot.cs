using Npgsql;
using NpgsqlTypes;

namespace Strangler.Postgres.Records;

/// <summary>Several questions in one round trip, all answered as of one moment.</summary>
internal static class Snapshot
{
    private const int TimeoutSeconds = 5;

    /// <param name="questions">Each brings one result, in order.</param>
    /// <param name="read">Begins at the first result; reading one as a list leads to the next.</param>
    public static async Task<T> AskAsync<T>(
        Database database, IEnumerable<NpgsqlBatchCommand> questions,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        // Beginning and ending it travel with the questions; after a failure the pool rolls back what is left open.
        await using NpgsqlBatch batch = new(connection) { Timeout = TimeoutSeconds };
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
        foreach (NpgsqlBatchCommand question in questions)
        {
            batch.BatchCommands.Add(question);
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        return await read(reader, cancellation);
    }

    public static NpgsqlBatchCommand Question(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        NpgsqlBatchCommand question = new(sql);
        foreach (NpgsqlParameter parameter in parameters)
        {
            question.Parameters.Add(parameter);
        }

        return question;
    }

    public static NpgsqlParameter Is<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    /// <summary>With its type, for a null has none.</summary>
    public static NpgsqlParameter Optional<T>(T? value, NpgsqlDbType type) =>
        new() { NpgsqlDbType = type, Value = (object?)value ?? DBNull.Value };

    /// <summary>The rows of this result, after which the reader stands on the next one.</summary>
    public static async Task<List<T>> ListAsync<T>(
        this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> take, CancellationToken cancellation)
    {
        List<T> rows = [];
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(take(reader));
        }

        await reader.NextResultAsync(cancellation);
        return rows;
    }

    public static T? Optional<T>(this NpgsqlDataReader reader, int column)
        where T : struct =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    public static string? OptionalText(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
