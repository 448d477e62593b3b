using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Metering;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Metering;

/// <summary>What is kept around the instant of a reading that came late.</summary>
/// <param name="Same">The count of that instant; null where there is none.</param>
/// <param name="Before">The last rated one before it; null where it would be the first.</param>
/// <param name="After">The first rated one after it; null where there is none.</param>
/// <param name="AfterBegins">Whether the meter was restarted there: nothing leads up to it.</param>
internal readonly record struct Neighbours(long? Same, CountAt? Before, CountAt? After, bool AfterBegins)
{
    private const string Sql = """
        SELECT e.litres, b.at, b.litres, a.at, a.litres, coalesce(a.state = 'S', false)
        FROM unnest($1, $2) WITH ORDINALITY AS w (device, at, place)
        LEFT JOIN meter_reading e ON e.device = w.device AND e.at = w.at
        LEFT JOIN LATERAL (
            SELECT r.at, r.litres FROM meter_reading r
            WHERE r.device = w.device AND r.at < w.at AND r.state <> 'Q' ORDER BY r.at DESC LIMIT 1) b ON true
        LEFT JOIN LATERAL (
            SELECT r.at, r.litres, r.state FROM meter_reading r
            WHERE r.device = w.device AND r.at > w.at AND r.state <> 'Q' ORDER BY r.at LIMIT 1) a ON true
        ORDER BY w.place
        """;

    /// <returns>One for each, in their order.</returns>
    public static async Task<List<Neighbours>> OfAsync(
        NpgsqlConnection connection, int[] devices, DateTimeOffset[] instants, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(Sql).With(devices, NpgsqlDbType.Integer)
                    .With(instants, NpgsqlDbType.TimestampTz),
            },
        };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        List<Neighbours> found = new(devices.Length);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(new Neighbours(
                reader.IsDBNull(0) ? null : reader.GetInt64(0), Count(reader, 1), Count(reader, 3),
                reader.GetBoolean(5)));
        }

        return found;
    }

    private static CountAt? Count(NpgsqlDataReader row, int column) => row.IsDBNull(column)
        ? null : new CountAt(row.GetFieldValue<DateTimeOffset>(column), row.GetInt64(column + 1));
}
