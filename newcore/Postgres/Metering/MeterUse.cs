using Npgsql;
using Strangler.Core.Metering;

namespace Strangler.Postgres.Metering;

/// <summary>What a meter used between two instants, from the kept readings alone.</summary>
/// <param name="Opening">The last count before the first instant, else the first one after it.</param>
internal sealed record MeterUse(CountAt Opening, long Litres, CountAt Closing)
{
    /// <summary>
    /// The distances between rated counts in order of time; up to one at which the meter was restarted there is none.
    /// $1: devices; of each $2 the first instant, $3 the one after the last, $4 where its count turns. A row for each,
    /// in their order.
    /// </summary>
    public const string Sql = """
        SELECT u.opening_at, u.opening_litres, u.used, u.closing_at, u.closing_litres
        FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS w (device, first, after, turns_at, place)
        LEFT JOIN LATERAL (
            SELECT min(d.at) AS opening_at, (array_agg(d.litres ORDER BY d.at))[1] AS opening_litres,
                coalesce(sum(d.used), 0)::bigint AS used, max(d.at) AS closing_at,
                (array_agg(d.litres ORDER BY d.at DESC))[1] AS closing_litres
            FROM (
                SELECT c.at, c.litres, CASE WHEN c.state <> 'S' THEN
                    (c.litres - lag(c.litres) OVER (ORDER BY c.at) + w.turns_at) % w.turns_at END AS used
                FROM (
                    (SELECT r.at, r.litres, r.state FROM meter_reading r
                     WHERE r.device = w.device AND r.state <> 'Q' AND r.at < w.first ORDER BY r.at DESC LIMIT 1)
                    UNION ALL
                    SELECT r.at, r.litres, r.state FROM meter_reading r
                    WHERE r.device = w.device AND r.state <> 'Q' AND r.at >= w.first AND r.at < w.after) c) d) u ON true
        ORDER BY w.place
        """;

    /// <returns>Null where nothing was counted.</returns>
    public static MeterUse? Read(NpgsqlDataReader row) => row.IsDBNull(0) ? null : new MeterUse(
        new CountAt(row.GetFieldValue<DateTimeOffset>(0), row.GetInt64(1)), row.GetInt64(2),
        new CountAt(row.GetFieldValue<DateTimeOffset>(3), row.GetInt64(4)));
}
