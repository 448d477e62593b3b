using Npgsql;

namespace Strangler.Postgres.Billing;

/// <summary>
/// Runs the queries of a range on one connection. Rows come in order of contract, so that they are handed to the
/// contracts without looking them up; rows of others are passed over.
/// </summary>
internal sealed class RangeReader(NpgsqlConnection connection, ContractRange range, CancellationToken cancellation)
{
    private const int QuerySeconds = 300;

    public async Task EachAsync(string sql, Action<NpgsqlDataReader> take, params object[] values)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = QuerySeconds };
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = range.First });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = range.Last });
        foreach (object value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            take(reader);
        }
    }

    /// <param name="numbers">The contracts', ascending.</param>
    /// <param name="take">Gets the position of the row's contract.</param>
    public Task MergeAsync(string sql, int[] numbers, Action<int, NpgsqlDataReader> take, params object[] values)
    {
        int at = 0;
        return EachAsync(
            sql,
            row =>
            {
                int contract = row.GetInt32(0);
                while (at < numbers.Length && numbers[at] < contract)
                {
                    at++;
                }

                if (at < numbers.Length && numbers[at] == contract)
                {
                    take(at, row);
                }
            },
            values);
    }
}
