using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Metering;
using Strangler.Core.Rating;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Metering;

/// <summary>
/// Water by the hour from the kept readings that count, those of the own transaction included: what running charges,
/// bills and prepaid segments price by the time of day. Adds up to what <see cref="MeterUse"/> says of the same days.
/// </summary>
internal static class UsageByHour
{
    /// <summary>Of a range of contracts with a month of readings each.</summary>
    private const int QuerySeconds = 300;

    /// <summary>
    /// $1: contracts; of each $2 the first instant, $3 the one after the last. The counts of those days of each meter,
    /// and the last before them.
    /// </summary>
    private const string Sql = """
        SELECT w.place::integer, d.number, d.turns_at, c.at, c.litres, c.state = 'S'
        FROM unnest($1, $2, $3) WITH ORDINALITY AS w (contract, first, after, place)
        JOIN meter_device d ON d.contract = w.contract
        CROSS JOIN LATERAL (
            (SELECT r.at, r.litres, r.state FROM meter_reading r
             WHERE r.device = d.number AND r.state <> 'Q' AND r.at < w.first ORDER BY r.at DESC LIMIT 1)
            UNION ALL
            SELECT r.at, r.litres, r.state FROM meter_reading r
            WHERE r.device = d.number AND r.state <> 'Q' AND r.at >= w.first AND r.at < w.after) c
        ORDER BY w.place, d.number, c.at
        """;

    /// <returns>One for each, in their order; empty where nothing was counted.</returns>
    public static async Task<IReadOnlyList<UsageSlice>[]> OfAsync(
        NpgsqlConnection connection, IReadOnlyList<UsageDays> asked, CancellationToken cancellation)
    {
        IReadOnlyList<UsageSlice>[] slices = new IReadOnlyList<UsageSlice>[asked.Count];
        Array.Fill(slices, []);
        if (asked.Count == 0)
        {
            return slices;
        }

        await using NpgsqlBatch batch = new(connection)
        {
            Timeout = QuerySeconds,
            BatchCommands =
            {
                new NpgsqlBatchCommand(Sql)
                    .With<int>([.. asked.Select(one => one.Contract.Value)], NpgsqlDbType.Integer)
                    .With<DateTimeOffset>(
                        [.. asked.Select(one => LocalMidnight.Of(one.First))], NpgsqlDbType.TimestampTz)
                    .With<DateTimeOffset>(
                        [.. asked.Select(one => LocalMidnight.Of(one.Last.AddDays(1)))], NpgsqlDbType.TimestampTz),
            },
        };
        await using NpgsqlDataReader row = await batch.ExecuteReaderAsync(cancellation);
        (int place, int device) = (0, 0);
        CountAt before = default;
        HourlyUsage hours = new();
        while (await row.ReadAsync(cancellation))
        {
            CountAt count = new(row.GetFieldValue<DateTimeOffset>(3), row.GetInt64(4));
            if (row.GetInt32(0) != place)
            {
                End();
                (place, device) = (row.GetInt32(0), 0);
            }

            // Up to a count at which the meter was restarted nothing was used.
            if (row.GetInt32(1) == device && !row.GetBoolean(5))
            {
                hours.Add(before, count, row.GetInt64(2));
            }

            (device, before) = (row.GetInt32(1), count);
        }

        End();
        return slices;

        void End()
        {
            if (place > 0)
            {
                slices[place - 1] = hours.ToSlices();
                hours = new HourlyUsage();
            }
        }
    }
}
