using Npgsql;
using Strangler.Cfdi.Documents;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>Why sources have no document: written by each run, gone when they have one.</summary>
public sealed class Refusals(Database database)
{
    public const int ListLimit = 10_000;

    private const int MostReasons = 20;

    private const string AddSql = """
        INSERT INTO cfdi_refusal (source_kind, source_key, position, contract, rule, path, message)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (source_kind, source_key, position) DO UPDATE SET rule = excluded.rule, path = excluded.path,
            message = excluded.message, tries = cfdi_refusal.tries + 1, last_at = now()
        """;

    private const string ListSql = """
        SELECT source_kind, source_key, rule, path, message, tries, first_at, last_at FROM cfdi_refusal
        WHERE $1::text IS NULL OR rule = $1 ORDER BY source_kind, source_key, position LIMIT $2
        """;

    /// <param name="rule">Null: all.</param>
    public async Task<IReadOnlyList<RefusalLine>> ListAsync(string? rule, int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ListSql).With(rule, Math.Clamp(limit, 1, ListLimit));
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<RefusalLine> lines = [];
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(new RefusalLine(
                reader.GetString(0), reader.GetString(1),
                new DocumentRefusal(reader.GetString(2), reader.GetString(3), reader.GetString(4)), reader.GetInt32(5),
                reader.GetFieldValue<DateTimeOffset>(6), reader.GetFieldValue<DateTimeOffset>(7)));
        }

        return lines;
    }

    internal async Task AddAsync(
        CfdiSource source, ContractNumber contract, IReadOnlyList<DocumentRefusal> reasons,
        CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        int count = Math.Min(reasons.Count, MostReasons);
        for (int at = 0; at < count; at++)
        {
            await using NpgsqlCommand add = new NpgsqlCommand(AddSql, connection).With(
                source.Kind, source.Key, (short)at, contract.Value, CfdiSql.Cut(reasons[at].Rule, 40),
                CfdiSql.Cut(reasons[at].Path, 200), CfdiSql.Cut(reasons[at].Message, 500));
            await add.ExecuteNonQueryAsync(cancellation);
        }

        await using NpgsqlCommand rest = new NpgsqlCommand(
            "DELETE FROM cfdi_refusal WHERE source_kind = $1 AND source_key = $2 AND position >= $3", connection).With(
            source.Kind, source.Key, (short)count);
        await rest.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>They have documents now.</summary>
    internal async Task ForgetAsync(IEnumerable<CfdiSource> sources, CancellationToken cancellation)
    {
        CfdiSource[] all = [.. sources];
        await using NpgsqlCommand command = database.Command("""
            DELETE FROM cfdi_refusal f USING unnest($1::text[], $2::text[]) AS s (kind, key)
            WHERE f.source_kind = s.kind AND f.source_key = s.key
            """).With(all.Select(one => one.Kind).ToArray(), all.Select(one => one.Key).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
