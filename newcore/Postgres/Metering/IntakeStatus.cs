using Npgsql;
using Strangler.Postgres.Cfdi;

namespace Strangler.Postgres.Metering;

/// <summary>What came of meters, and what became of it.</summary>
/// <param name="Outcomes">
/// Readings and messages without one, by what became of them; together they are all that came.
/// </param>
/// <param name="OpenAlerts">By kind.</param>
/// <param name="Newest">Of all counts that are rated; null before the first.</param>
/// <param name="Silent">Devices that count now, and have not counted for a day.</param>
public sealed record IntakeStatus(
    IReadOnlyList<(string Outcome, long Count)> Outcomes, IReadOnlyList<(string Kind, long Count)> OpenAlerts,
    DateTimeOffset? Newest, long Devices, long Silent, long OpenQuarantine)
{
    private const string OutcomesSql = """
        SELECT outcome, sum(count)::bigint FROM meter_intake WHERE hour >= $1 GROUP BY outcome ORDER BY outcome
        """;

    private const string AlertsSql =
        "SELECT kind, count(*) FROM meter_alert WHERE ended_at IS NULL GROUP BY kind ORDER BY 2 DESC, 1";

    private const string DevicesSql = """
        SELECT max(s.last_at), count(*), count(*) FILTER (WHERE s.last_at IS NULL OR s.last_at < $1),
            (SELECT count(*) FROM meter_quarantine WHERE state = 'open')
        FROM meter_device d LEFT JOIN meter_standing s ON s.contract = d.contract AND s.device = d.number
        WHERE d.until IS NULL OR d.until > $2
        """;

    /// <summary>All that came.</summary>
    public long Received => Outcomes.Sum(one => one.Count);

    /// <param name="since">Outcomes of the hours from then on.</param>
    public static async Task<IntakeStatus> ReadAsync(
        Database database, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellation)
    {
        List<(string, long)> outcomes = await CountsAsync(database.Command(OutcomesSql).With(since), cancellation);
        List<(string, long)> alerts = await CountsAsync(database.Command(AlertsSql), cancellation);
        await using NpgsqlCommand command = database.Command(DevicesSql).With(now.AddDays(-1), now);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new IntakeStatus(
            outcomes, alerts, row.IsDBNull(0) ? null : row.GetFieldValue<DateTimeOffset>(0), row.GetInt64(1),
            row.GetInt64(2), row.GetInt64(3));
    }

    /// <summary>Of one of rated, informational, discarded, quarantined, whatever the reason.</summary>
    public long Of(string share) => Outcomes
        .Where(one => one.Outcome.Split(':')[0] == share).Sum(one => one.Count);

    private static async Task<List<(string, long)>> CountsAsync(
        NpgsqlCommand command, CancellationToken cancellation)
    {
        await using NpgsqlCommand asked = command;
        await using NpgsqlDataReader row = await asked.ExecuteReaderAsync(cancellation);
        List<(string, long)> counts = [];
        while (await row.ReadAsync(cancellation))
        {
            counts.Add((row.GetString(0), row.GetInt64(1)));
        }

        return counts;
    }
}
