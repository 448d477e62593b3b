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
        SELECT coalesce(b.at, f.at), coalesce(b.litres, f.litres), coalesce(u.used, 0)::bigint, e.at, e.litres
        FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS w (device, first, after, turns_at, place)
        LEFT JOIN LATERAL (
            SELECT r.at, r.litres FROM meter_reading r
            WHERE r.device = w.device AND r.state <> 'Q' AND r.at < w.first ORDER BY r.at DESC LIMIT 1) b ON true
        LEFT JOIN LATERAL (
            SELECT r.at, r.litres FROM meter_reading r
            WHERE b.at IS NULL AND r.device = w.device AND r.state <> 'Q' AND r.at >= w.first AND r.at < w.after
            ORDER BY r.at LIMIT 1) f ON true
        LEFT JOIN LATERAL (
            SELECT r.at, r.litres FROM meter_reading r
            WHERE r.device = w.device AND r.state <> 'Q' AND r.at < w.after ORDER BY r.at DESC LIMIT 1) e ON true
        LEFT JOIN LATERAL (
            SELECT sum(d.used) AS used FROM (
                SELECT CASE WHEN r.state = 'S' THEN 0 ELSE
                    (r.litres - lag(r.litres, 1, coalesce(b.litres, r.litres)) OVER (ORDER BY r.at) + w.turns_at)
                        % w.turns_at END AS used
                FROM meter_reading r
                WHERE r.device = w.device AND r.state <> 'Q' AND r.at >= w.first AND r.at < w.after) d) u ON true
        ORDER BY w.place
        """;

    /// <returns>Null where nothing was counted.</returns>
    public static MeterUse? Read(NpgsqlDataReader row) => row.IsDBNull(0) ? null : new MeterUse(
        new CountAt(row.GetFieldValue<DateTimeOffset>(0), row.GetInt64(1)), row.GetInt64(2),
        new CountAt(row.GetFieldValue<DateTimeOffset>(3), row.GetInt64(4)));
}
