using Npgsql;
using NpgsqlTypes;

namespace Strangler.Postgres.Billing;

/// <summary>What a chunk came to, and its state.</summary>
internal static class ChunkTotals
{
    private const string TotalsSql = """
        INSERT INTO billing_chunk_concept (run, chunk, concept, lines, amount, tax)
        SELECT $1, $2, c.* FROM unnest($3::smallint[], $4::integer[], $5::bigint[], $6::bigint[]) AS c;
        """;

    private const string SkippedSql = """
        INSERT INTO billing_chunk_skipped (run, chunk, reason, contracts)
        SELECT $1, $2, s.* FROM unnest($3::varchar[], $4::integer[]) AS s;
        """;

    /// <summary>Only who holds the claim still, in the state it was taken in, may end it.</summary>
    private const string FinishSql = """
        UPDATE billing_chunk SET state = $4, lease_until = NULL, failure = NULL, billed = $5, lines = $6, parked = $7,
            skipped = $8, tax = $9, total = $10
        WHERE run = $1 AND number = $2 AND worker = $3 AND state = 'planned'
        """;

    private const string PostedSql = """
        UPDATE billing_chunk SET state = 'posted', lease_until = NULL, failure = NULL
        WHERE run = $1 AND number = $2 AND worker = $3 AND state = 'rated'
        """;

    public static async Task WriteAsync(
        NpgsqlConnection connection, ChunkClaim claim, ChunkResult result, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection);
        NpgsqlBatchCommand totals = Command(TotalsSql, claim);
        Add(totals, result.Concepts.Keys.Select(concept => (short)concept), NpgsqlDbType.Smallint);
        Add(totals, result.Concepts.Values.Select(sum => (int)sum.Lines), NpgsqlDbType.Integer);
        Add(totals, result.Concepts.Values.Select(sum => sum.Amount.Centavos), NpgsqlDbType.Bigint);
        Add(totals, result.Concepts.Values.Select(sum => sum.Tax.Centavos), NpgsqlDbType.Bigint);
        NpgsqlBatchCommand skipped = Command(SkippedSql, claim);
        Add(skipped, result.Skipped.Keys, NpgsqlDbType.Varchar);
        Add(skipped, result.Skipped.Values, NpgsqlDbType.Integer);
        batch.BatchCommands.Add(totals);
        batch.BatchCommands.Add(skipped);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task<bool> FinishAsync(
        NpgsqlConnection connection, ChunkClaim claim, ChunkResult result, string state,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(FinishSql, connection);
        AddAll(
            command, claim.Run, claim.Number, claim.Worker, state, result.Documents.Count, result.Lines.Count,
            result.Parked.Count, result.Skipped.Values.Sum(), result.Tax.Centavos, result.Total.Centavos);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    public static async Task<bool> PostedAsync(
        NpgsqlConnection connection, ChunkClaim claim, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(PostedSql, connection);
        AddAll(command, claim.Run, claim.Number, claim.Worker);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    private static NpgsqlBatchCommand Command(string sql, ChunkClaim claim) => new(sql)
    {
        Parameters =
        {
            new NpgsqlParameter<int> { TypedValue = claim.Run },
            new NpgsqlParameter<int> { TypedValue = claim.Number },
        },
    };

    private static void Add<T>(NpgsqlBatchCommand command, IEnumerable<T> values, NpgsqlDbType type) =>
        command.Parameters.Add(
            new NpgsqlParameter<T[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type });

    private static void AddAll(NpgsqlCommand command, params object[] values)
    {
        foreach (object value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
    }
}
