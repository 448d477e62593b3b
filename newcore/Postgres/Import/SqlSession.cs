using Npgsql;

namespace Strangler.Postgres.Import;

/// <summary>Statements of one import, on its one connection; each may run for at most half an hour.</summary>
internal sealed class SqlSession(NpgsqlConnection connection)
{
    private const int StatementSeconds = 1800;

    public NpgsqlConnection Connection => connection;

    /// <returns>The rows it changed.</returns>
    public async Task<long> ExecuteAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using NpgsqlCommand command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The one value of the one row it answers.</summary>
    public async Task<T> OneAsync<T>(string sql, CancellationToken cancellation, params object[] values)
    {
        await using NpgsqlCommand command = Command(sql, values);
        return (T)(await command.ExecuteScalarAsync(cancellation)
            ?? throw new InvalidOperationException("The statement answered nothing."));
    }

    public NpgsqlCommand Command(string sql, params object[] values)
    {
        NpgsqlCommand command = new(sql, connection) { CommandTimeout = StatementSeconds };
        foreach (object value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
