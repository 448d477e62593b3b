using Npgsql;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Billing;

/// <summary>What a run came to.</summary>
public static class RunReports
{
    private static readonly string ProgressSql = $"""
        SELECT count(*)::integer,
            count(*) FILTER (WHERE c.state <> CASE r.state WHEN 'posting' THEN 'rated' ELSE 'planned' END)::integer,
            count(*) FILTER (WHERE c.failures >= {ChunkClaims.MostFailures}
                AND c.state = CASE r.state WHEN 'posting' THEN 'rated' ELSE 'planned' END)::integer,
            coalesce(sum(c.contracts), 0)::bigint, coalesce(sum(c.billed), 0)::bigint,
            coalesce(sum(c.lines), 0)::bigint, coalesce(sum(c.parked), 0)::bigint,
            coalesce(sum(c.skipped), 0)::bigint, coalesce(sum(c.tax), 0)::bigint, coalesce(sum(c.total), 0)::bigint
        FROM billing_chunk c JOIN billing_run r ON r.id = c.run WHERE c.run = $1
        """;

    public static async Task<RunProgress> ProgressAsync(Database database, int run, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ProgressSql);
        command.AddValue(run);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new RunProgress(
            reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetInt64(4),
            reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7), new Money(reader.GetInt64(8)),
            new Money(reader.GetInt64(9)));
    }

    /// <summary>By concept.</summary>
    public static async Task<IReadOnlyList<(int Concept, ConceptSum Sum)>> ConceptsAsync(
        Database database, int run, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("""
            SELECT concept, sum(lines)::bigint, sum(amount)::bigint, sum(tax)::bigint FROM billing_chunk_concept
            WHERE run = $1 GROUP BY concept ORDER BY concept
            """);
        command.AddValue(run);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<(int, ConceptSum)> concepts = [];
        while (await reader.ReadAsync(cancellation))
        {
            concepts.Add((reader.GetInt16(0), new ConceptSum(
                reader.GetInt64(1), new Money(reader.GetInt64(2)), new Money(reader.GetInt64(3)))));
        }

        return concepts;
    }

    /// <summary>Contracts that need no bill, by reason.</summary>
    public static async Task<IReadOnlyList<(string Reason, long Contracts)>> SkippedAsync(
        Database database, int run, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("""
            SELECT reason,
                sum(contracts)::bigint FROM billing_chunk_skipped WHERE run = $1 GROUP BY reason ORDER BY reason
            """);
        command.AddValue(run);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<(string, long)> skipped = [];
        while (await reader.ReadAsync(cancellation))
        {
            skipped.Add((reader.GetString(0), reader.GetInt64(1)));
        }

        return skipped;
    }

    /// <summary>Chunks that failed, with what the last failure said.</summary>
    public static async Task<IReadOnlyList<(int Chunk, string Failure)>> FailuresAsync(
        Database database, int run, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command("""
            SELECT number, failure FROM billing_chunk WHERE run = $1 AND failure IS NOT NULL ORDER BY number LIMIT 20
            """);
        command.AddValue(run);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<(int, string)> failures = [];
        while (await reader.ReadAsync(cancellation))
        {
            failures.Add((reader.GetInt32(0), reader.GetString(1)));
        }

        return failures;
    }
}
