using Npgsql;
using Strangler.Postgres.Cfdi;

namespace Strangler.Postgres.Valves;

/// <summary>How commands stand, of all workers together.</summary>
/// <param name="Lately">Of those ordered within a day: how many are in which state, by the position wanted.</param>
/// <param name="Open">All that have not ended, by state.</param>
/// <param name="Oldest">For how long the oldest approved command has not ended; zero where there is none.</param>
public sealed record ValveCounts(
    IReadOnlyList<(string Position, string State, long Count)> Lately, IReadOnlyDictionary<string, long> Open,
    TimeSpan Oldest)
{
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>An id begins with the instant of its order, so the primary key finds those of a day.</summary>
    private const string LatelySql =
        "SELECT position, state, count(*) FROM valve_command WHERE id >= $1 GROUP BY position, state ORDER BY 1, 2";

    private const string OpenSql = """
        SELECT state, count(*), min(ordered_at) FROM valve_command
        WHERE state IN ('ordered', 'approved', 'sent', 'unknown') GROUP BY state
        """;

    private const string Ordered = "ordered";

    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public static async Task<ValveCounts> ReadAsync(
        Database database, DateTimeOffset now, CancellationToken cancellation)
    {
        List<(string, string, long)> lately = [];
        await using (NpgsqlCommand command = database.Command(LatelySql).With(Guid.CreateVersion7(now - Day)))
        {
            await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                lately.Add((row.GetString(0), row.GetString(1), row.GetInt64(2)));
            }
        }

        Dictionary<string, long> open = new() { [Ordered] = 0, ["approved"] = 0, ["sent"] = 0, ["unknown"] = 0 };
        TimeSpan oldest = TimeSpan.Zero;
        await using NpgsqlCommand all = database.Command(OpenSql);
        await using NpgsqlDataReader one = await all.ExecuteReaderAsync(cancellation);
        while (await one.ReadAsync(cancellation))
        {
            string state = one.GetString(0);
            open[state] = one.GetInt64(1);
            TimeSpan age = now - one.GetFieldValue<DateTimeOffset>(2);
            oldest = state != Ordered && age > oldest ? age : oldest;
        }

        return new ValveCounts(lately, open, oldest);
    }
}
