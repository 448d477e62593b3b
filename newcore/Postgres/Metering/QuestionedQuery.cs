using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Postgres.Cfdi;

namespace Strangler.Postgres.Metering;

/// <summary>Readings that wait for somebody's decision.</summary>
public sealed class QuestionedQuery(Database database)
{
    /// <summary>Rows of one question.</summary>
    public const int MostListed = 1_000;

    /// <summary>Rows that may be passed over.</summary>
    public const int MostSkipped = 100_000;

    private const string Sql = """
        SELECT d.device, d.contract, q.at, q.litres, b.at, b.litres,
            CASE WHEN a.state = 'R' THEN a.at END, CASE WHEN a.state = 'R' THEN a.litres END,
            (SELECT min(f.at) FROM meter_reading f
             WHERE f.device = q.device AND f.state = 'Q' AND f.at > coalesce(b.at, '-infinity') AND f.at <= q.at)
        FROM (
            SELECT r.device, r.at, r.litres FROM meter_reading r
            WHERE r.state = 'Q' AND ($1::varchar IS NULL
                    OR r.device = (SELECT number FROM meter_device WHERE device = $1))
                AND ($2::integer IS NULL
                    OR r.device = ANY (ARRAY(SELECT number FROM meter_device WHERE contract = $2)))
            ORDER BY r.at DESC, r.device DESC LIMIT $3 OFFSET $4) q
        JOIN meter_device d ON d.number = q.device
        LEFT JOIN LATERAL (
            SELECT r.at, r.litres FROM meter_reading r
            WHERE r.device = q.device AND r.at < q.at AND r.state <> 'Q' ORDER BY r.at DESC LIMIT 1) b ON true
        LEFT JOIN LATERAL (
            SELECT r.at, r.litres, r.state FROM meter_reading r
            WHERE r.device = q.device AND r.at > q.at AND r.state <> 'Q' ORDER BY r.at LIMIT 1) a ON true
        ORDER BY q.at DESC, q.device DESC
        """;

    /// <summary>The newest first.</summary>
    /// <param name="device">Only of this one; null for all.</param>
    /// <param name="contract">Only of this one's meters; null for all.</param>
    public async Task<IReadOnlyList<QuestionedReading>> ListAsync(
        string? device, ContractNumber? contract, int skip, int most, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(Sql).With(
            device, contract?.Value, Math.Clamp(most, 1, MostListed), Math.Clamp(skip, 0, MostSkipped));
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<QuestionedReading> found = [];
        while (await row.ReadAsync(cancellation))
        {
            found.Add(new QuestionedReading(
                row.GetString(0), new ContractNumber(row.GetInt32(1)), Count(row, 2)!.Value, Count(row, 4),
                Count(row, 6), row.GetFieldValue<DateTimeOffset>(8)));
        }

        return found;
    }

    private static CountAt? Count(NpgsqlDataReader row, int column) => row.IsDBNull(column)
        ? null : new CountAt(row.GetFieldValue<DateTimeOffset>(column), row.GetInt64(column + 1));
}
