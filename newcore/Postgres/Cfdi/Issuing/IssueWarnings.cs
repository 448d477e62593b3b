using Npgsql;
using Strangler.Cfdi.Documents;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Cfdi.Issuing;

/// <summary>
/// What somebody should look at though it was issued, as a rate that the fiscal table does not have (DOC-TAX): of the
/// last version of each source.
/// </summary>
public sealed class IssueWarnings(Database database)
{
    private const int MostOfSource = 20;

    private const string ForgetSql = """
        DELETE FROM cfdi_warning w USING unnest($1::text[], $2::text[]) AS s (kind, key)
        WHERE w.source_kind = s.kind AND w.source_key = s.key
        """;

    private const string AddSql = """
        INSERT INTO cfdi_warning (source_kind, source_key, position, version, contract, rule, path, message)
        SELECT * FROM unnest(
            $1::text[], $2::text[], $3::smallint[], $4::integer[], $5::integer[], $6::text[], $7::text[], $8::text[])
        """;

    private const string ListSql = """
        SELECT source_kind, source_key, version, rule, path, message, at FROM cfdi_warning
        WHERE $1::text IS NULL OR rule = $1 ORDER BY source_kind, source_key, position LIMIT $2
        """;

    /// <param name="rule">Null: all.</param>
    public async Task<IReadOnlyList<WarningLine>> ListAsync(string? rule, int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ListSql).With(
            rule, Math.Clamp(limit, 1, Refusals.ListLimit));
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<WarningLine> lines = [];
        while (await row.ReadAsync(cancellation))
        {
            lines.Add(new WarningLine(
                row.GetString(0), row.GetString(1), row.GetInt32(2),
                new DocumentRefusal(row.GetString(3), row.GetString(4), row.GetString(5)),
                row.GetFieldValue<DateTimeOffset>(6)));
        }

        return lines;
    }

    /// <summary>Sources with warnings, by rule.</summary>
    public async Task<IReadOnlyList<(string Rule, long Sources)>> CountAsync(CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            "SELECT rule, count(DISTINCT (source_kind, source_key)) FROM cfdi_warning GROUP BY rule ORDER BY rule");
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<(string, long)> counts = [];
        while (await row.ReadAsync(cancellation))
        {
            counts.Add((row.GetString(0), row.GetInt64(1)));
        }

        return counts;
    }

    /// <summary>In place of what was kept of these sources; the same message once for each.</summary>
    internal async Task KeepAsync(
        IReadOnlyList<(CfdiSource Source, ContractNumber Contract, IReadOnlyList<DocumentRefusal> Warnings)> issued,
        CancellationToken cancellation)
    {
        (CfdiSource Source, ContractNumber Contract, short Position, DocumentRefusal Warning)[] rows =
        [
            .. issued.SelectMany(one => one.Warnings.Distinct().Take(MostOfSource).Select(
                (warning, at) => (one.Source, one.Contract, (short)at, warning))),
        ];
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using NpgsqlCommand forget = new NpgsqlCommand(ForgetSql, connection).With(
            issued.Select(one => one.Source.Kind).ToArray(), issued.Select(one => one.Source.Key).ToArray());
        await forget.ExecuteNonQueryAsync(cancellation);
        await using NpgsqlCommand add = new NpgsqlCommand(AddSql, connection).With(
            rows.Select(row => row.Source.Kind).ToArray(), rows.Select(row => row.Source.Key).ToArray(),
            rows.Select(row => row.Position).ToArray(), rows.Select(row => row.Source.Version).ToArray(),
            rows.Select(row => row.Contract.Value).ToArray(),
            rows.Select(row => CfdiSql.Cut(row.Warning.Rule, 40)).ToArray(),
            rows.Select(row => CfdiSql.Cut(row.Warning.Path, 200)).ToArray(),
            rows.Select(row => CfdiSql.Cut(row.Warning.Message, 500)).ToArray());
        await add.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
