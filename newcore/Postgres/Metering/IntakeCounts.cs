using Npgsql;
using NpgsqlTypes;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Metering;

/// <summary>
/// Adds up what became of what came, in the transaction that keeps it: what is counted is what is there. Each
/// worker has
/// rows of its own.
/// </summary>
public sealed class IntakeCounts(string worker)
{
    private const string Sql = """
        INSERT INTO meter_intake AS i (hour, worker, outcome, count)
        SELECT $1, $2, n.outcome, n.count FROM unnest($3, $4) AS n (outcome, count)
        ON CONFLICT (hour, worker, outcome) DO UPDATE SET count = i.count + EXCLUDED.count
        """;

    /// <summary>By <see cref="SampleFate"/>.</summary>
    private static readonly string[] Outcomes =
    [
        "rated", "informational:questioned", "discarded:duplicate", "discarded:contradiction", "discarded:too-old",
        "discarded:future", "discarded:flood", "discarded:not-installed", "quarantined:unknown-device",
    ];

    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Add(string outcome, long count = 1) =>
        _counts[outcome] = _counts.GetValueOrDefault(outcome) + count;

    /// <summary>These, and what became of samples.</summary>
    public IntakeCounts And(IReadOnlyList<SampleFate> fates)
    {
        IntakeCounts all = new(worker);
        foreach ((string outcome, long count) in _counts)
        {
            all.Add(outcome, count);
        }

        Span<long> byFate = stackalloc long[Outcomes.Length];
        for (int at = 0; at < fates.Count; at++)
        {
            byFate[(int)fates[at]]++;
        }

        for (int fate = 0; fate < byFate.Length; fate++)
        {
            if (byFate[fate] > 0)
            {
                all.Add(Outcomes[fate], byFate[fate]);
            }
        }

        return all;
    }

    /// <summary>Of the same worker, with nothing counted yet.</summary>
    public IntakeCounts Empty() => new(worker);

    public IReadOnlyDictionary<string, long> Counted => _counts;

    internal NpgsqlBatchCommand Write(DateTimeOffset now)
    {
        DateTimeOffset hour = new(now.Ticks - (now.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        return new NpgsqlBatchCommand(Sql).With(hour).With(worker)
            .With<string>([.. _counts.Keys], NpgsqlDbType.Varchar)
            .With<long>([.. _counts.Values], NpgsqlDbType.Bigint);
    }
}
