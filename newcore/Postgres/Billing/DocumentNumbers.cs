using Npgsql;
using Strangler.Core.Billing;

namespace Strangler.Postgres.Billing;

/// <summary>Gives numbers without gaps, whoever else takes some at the same time.</summary>
public static class DocumentNumbers
{
    /// <summary>
    /// The rows of the series stay locked until the commit, in one order for all, so none waits in a circle.
    /// </summary>
    private const string Sql = """
        WITH wanted AS (
            SELECT * FROM unnest($3::varchar[], $4::smallint[], $5::smallint[], $6::integer[])
                AS w (prefix, service_area, year, count)),
        taken AS (
            INSERT INTO billing_series AS s (prefix, service_area, year, last)
            SELECT prefix, service_area, year, count FROM wanted ORDER BY prefix, service_area, year
            ON CONFLICT (prefix, service_area, year) DO UPDATE SET last = s.last + EXCLUDED.last
            RETURNING prefix, service_area, year, last)
        INSERT INTO billing_number (prefix, service_area, year, first, count, run, chunk)
        SELECT t.prefix, t.service_area, t.year, t.last - w.count + 1, w.count, $1, $2
        FROM taken t JOIN wanted w USING (prefix, service_area, year)
        """;

    /// <summary>
    /// Call it last in a transaction: others that number documents of these series wait for its end.
    /// </summary>
    /// <param name="wanted">How many documents of each series the chunk has.</param>
    public static async Task TakeAsync(
        NpgsqlConnection connection, int run, int chunk, IReadOnlyDictionary<NumberSeries, int> wanted,
        CancellationToken cancellation)
    {
        if (wanted.Count == 0)
        {
            return;
        }

        await using NpgsqlCommand command = new(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = run });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = chunk });
        Add(command, wanted.Keys.Select(series => series.Prefix));
        Add(command, wanted.Keys.Select(series => series.ServiceArea));
        Add(command, wanted.Keys.Select(series => series.Year));
        Add(command, wanted.Values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void Add<T>(NpgsqlCommand command, IEnumerable<T> values) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. values] });
}
