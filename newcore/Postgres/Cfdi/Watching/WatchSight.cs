using Npgsql;

namespace Strangler.Postgres.Cfdi.Watching;

/// <summary>What is not stamped yet.</summary>
/// <param name="States">queued, stamping, unknown, parked: always all of them.</param>
/// <param name="Oldest">Age of the oldest that waits for a stamp; SAT refuses it at 72 hours.</param>
internal sealed record WatchSight(IReadOnlyDictionary<string, long> States, TimeSpan Oldest)
{
    public static readonly WatchSight Nothing = new(new Dictionary<string, long>(), TimeSpan.Zero);

    private const string Sql = """
        SELECT s.state, coalesce(w.count, 0), w.oldest FROM unnest(ARRAY['queued', 'stamping', 'unknown', 'parked'])
            AS s (state)
        LEFT JOIN (
            SELECT state, count(*) AS count, now() + interval '72 hours' - min(stamp_before) AS oldest
            FROM cfdi_document WHERE state IN ('queued', 'unknown', 'stamping') GROUP BY state
            UNION ALL
            SELECT 'parked', count(*), NULL FROM cfdi_document WHERE state = 'parked') w ON w.state = s.state
        """;

    public static async Task<WatchSight> OfAsync(Database database, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(Sql);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        Dictionary<string, long> states = new(StringComparer.Ordinal);
        TimeSpan oldest = TimeSpan.Zero;
        while (await row.ReadAsync(cancellation))
        {
            states[row.GetString(0)] = row.GetInt64(1);
            TimeSpan age = row.IsDBNull(2) ? TimeSpan.Zero : row.GetTimeSpan(2);
            oldest = age > oldest ? age : oldest;
        }

        return new WatchSight(states, oldest);
    }
}
