using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Reconciling;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>What a pass needs of one day: its open lines, and the payments that may be theirs.</summary>
internal static class OpenLines
{
    /// <summary>Whoever reconciles the same provider waits, and then finds these lines ended.</summary>
    private const string LockSql = "SELECT pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 7))";

    /// <summary>
    /// Each line and payment is looked up by its key. Tables that have just been filled have no statistics, and whoever
    /// plans without them reads a whole table for each line.
    /// </summary>
    private const string ByKeysSql = """
        SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
            set_config('enable_mergejoin', 'off', true)
        """;

    private const string LinesSql = """
        SELECT l.statement, l.line, l.number, l.day, l.gross, l.fee, l.tax, l.net, l.reference, l.charge, 0
        FROM payment_statement_line l
        LEFT JOIN LATERAL (
            SELECT e.line FROM payment_statement_end e
            WHERE e.statement = l.statement AND e.line = l.line LIMIT 1) ended ON true
        WHERE l.provider = $1 AND l.kind = $2 AND l.day = $3 AND ended.line IS NULL
        """;

    /// <summary>Beside it, whether an earlier line has the same number (LineTwin).</summary>
    private const string LinesWithTwinsSql = """
        SELECT l.statement, l.line, l.number, l.day, l.gross, l.fee, l.tax, l.net, l.reference, l.charge,
            CASE WHEN t.line IS NULL OR (t.statement = l.statement AND t.line = l.line) THEN 0
                WHEN t.statement <> l.statement
                    AND (t.day, t.gross, t.fee, t.tax, t.net) = (l.day, l.gross, l.fee, l.tax, l.net)
                    AND t.reference IS NOT DISTINCT FROM l.reference AND t.charge IS NOT DISTINCT FROM l.charge THEN 1
                ELSE 2 END
        FROM payment_statement_line l
        CROSS JOIN LATERAL (
            SELECT o.* FROM payment_statement_line o
            WHERE o.provider = l.provider AND o.kind = l.kind AND o.number = l.number
            ORDER BY o.provider, o.kind, o.number, o.statement, o.line LIMIT 1) t
        LEFT JOIN LATERAL (
            SELECT e.line FROM payment_statement_end e
            WHERE e.statement = l.statement AND e.line = l.line LIMIT 1) ended ON true
        WHERE l.provider = $1 AND l.kind = $2 AND l.day = $3 AND ended.line IS NULL
        """;

    private const string FactColumns = $"""
        f.key, f.charge, f.reference, {FactMoneySql.Amount}, f.day, f.channel,
        m.key IS NOT NULL, s.fee, s.tax, s.rounding
        """;

    /// <summary>What the provider's settlement says it kept, for the bank's statement only.</summary>
    private const string CostSql = """
        LEFT JOIN LATERAL (
            SELECT e.fee, e.tax, e.rounding FROM payment_statement_match sm
            JOIN payment_statement_end e ON e.statement = sm.statement AND e.line = sm.line
            WHERE $2 = 'B' AND sm.provider = f.provider AND sm.kind = 'S' AND sm.key = f.key
                AND e.rule <> 'batch' AND e.status <> 'listed') s ON true
        """;

    /// <summary>
    /// What a line has already. Limited, so that it is looked up by its whole key even where the table has no
    /// statistics yet: by a part of it, each payment walks over all that is matched.
    /// </summary>
    private const string TakenSql = """
        LEFT JOIN LATERAL (
            SELECT t.key FROM payment_statement_match t
            WHERE t.provider = f.provider AND t.kind = $2 AND t.key = f.key LIMIT 1) m ON true
        """;

    private const string ByKeySql = $"""
        SELECT {FactColumns}
        FROM unnest($3) AS named (charge)
        JOIN payment_fact f ON f.provider = $1 AND f.charge = named.charge
        {TakenSql}
        {CostSql}
        WHERE {FactMoneySql.IsMoney}
        """;

    private const string FreeSql = $"""
        SELECT {FactColumns}
        FROM payment_fact f
        {TakenSql}
        {CostSql}
        WHERE f.provider = $1 AND f.day BETWEEN $3 AND $4 AND {FactMoneySql.IsMoney} AND m.key IS NULL
        """;

    public static async Task<List<StatementLine>> LoadAsync(
        NpgsqlConnection connection, ReconciliationScope scope, DateOnly day, bool withTwins,
        CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection)
        {
            Timeout = 300,
            BatchCommands =
            {
                new NpgsqlBatchCommand(ByKeysSql),
                new NpgsqlBatchCommand(LockSql).With(scope.Provider).With(scope.KindText),
                new NpgsqlBatchCommand(withTwins ? LinesWithTwinsSql : LinesSql)
                    .With(scope.Provider).With(scope.KindText).With(day),
            },
        };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        List<StatementLine> lines = [];
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(new StatementLine(
                new LineKey(reader.GetInt64(0), reader.GetInt32(1)), reader.GetString(2),
                reader.GetFieldValue<DateOnly>(3), Amount(reader, 4), Amount(reader, 5), Amount(reader, 6),
                Amount(reader, 7), reader.Text(8), reader.Text(9), (LineTwin)reader.GetInt32(10)));
        }

        return lines;
    }

    /// <summary>What the lines name, taken or not.</summary>
    public static async Task<List<FactMoney>> NamedFactsAsync(
        NpgsqlConnection connection, ReconciliationScope scope, List<StatementLine> lines,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Command(connection, ByKeySql, scope);
        command.AddValue<string[]>([.. lines.Select(line => line.Charge).OfType<string>().Distinct()]);
        return await FactsAsync(command, cancellation);
    }

    /// <summary>What no line has.</summary>
    /// <param name="until">Included.</param>
    public static async Task<List<FactMoney>> FreeFactsAsync(
        NpgsqlConnection connection, ReconciliationScope scope, DateOnly from, DateOnly until,
        CancellationToken cancellation)
    {
        await using NpgsqlCommand command = Command(connection, FreeSql, scope);
        command.AddValue(from);
        command.AddValue(until);
        return await FactsAsync(command, cancellation);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, ReconciliationScope scope)
    {
        NpgsqlCommand command = new(sql, connection) { CommandTimeout = 300 };
        command.AddValue(scope.Provider);
        command.AddValue(scope.KindText);
        return command;
    }

    private static async Task<List<FactMoney>> FactsAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<FactMoney> facts = [];
        while (await reader.ReadAsync(cancellation))
        {
            facts.Add(new FactMoney(
                reader.GetString(0), reader.Text(1), reader.Text(2), Amount(reader, 3),
                reader.GetFieldValue<DateOnly>(4), reader.GetString(5)[0], reader.GetBoolean(6),
                reader.IsDBNull(7) ? null : new Cost(Amount(reader, 7), Amount(reader, 8), Amount(reader, 9))));
        }

        return facts;
    }

    private static Money Amount(NpgsqlDataReader row, int column) => new(row.GetInt64(column));
}
