using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Reconciling;
using Strangler.Postgres.Cfdi;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>Sums of what was reconciled, as one moment sees them.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class ReconciliationReports(Database database)
{
    private const string Lines = """
        FROM payment_statement_line l
        LEFT JOIN payment_statement_end e ON e.statement = l.statement AND e.line = l.line
        WHERE l.provider = $1 AND l.kind = $2 AND l.day BETWEEN $3 AND $4
        """;

    private const string DaysSql = $"""
        SELECT coalesce(e.channel, '-'), l.day, count(*), sum(l.net)::bigint, coalesce(sum(e.matched), 0)::bigint,
            coalesce(sum(e.explained), 0)::bigint, coalesce(sum(e.listed), 0)::bigint, coalesce(sum(e.fee), 0)::bigint,
            coalesce(sum(e.tax), 0)::bigint, coalesce(sum(e.rounding), 0)::bigint,
            coalesce(sum(l.net) FILTER (WHERE e.line IS NULL), 0)::bigint
        {Lines} GROUP BY 1, 2 ORDER BY 2, 1
        """;

    private const string RulesSql = $"""
        SELECT e.rule, e.status, CASE e.status WHEN 'listed' THEN e.reason END, min(e.score)::integer, count(*),
            sum(l.net)::bigint
        {Lines} AND e.line IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3
        """;

    private const string LastSql = """
        SELECT max(day) FROM payment_statement_line
        WHERE provider = $1 AND kind = $2 AND day BETWEEN $3 AND $4
        """;

    private const string MissingSql = $"""
        SELECT f.channel, f.day, count(*), sum({FactMoneySql.Amount})::bigint
        FROM payment_fact f
        WHERE f.provider = $1 AND f.day BETWEEN $3 AND $4 AND {FactMoneySql.IsMoney} AND NOT EXISTS (
            SELECT FROM payment_statement_match m WHERE m.provider = f.provider AND m.kind = $2 AND m.key = f.key)
        GROUP BY 1, 2 ORDER BY 2, 1
        """;

    public async Task<ReconciliationReport> OfAsync(ReconciliationScope scope, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead, cancellation);
        return new ReconciliationReport(
            scope,
            await ReadAsync(connection, DaysSql, scope, scope.Until, Day, cancellation),
            await ReadAsync(connection, RulesSql, scope, scope.Until, Rule, cancellation),
            await MissingAsync(connection, scope, cancellation));
    }

    /// <summary>Days of which statements say nothing yet are not looked at.</summary>
    private static async Task<List<MissingMoney>> MissingAsync(
        NpgsqlConnection connection, ReconciliationScope scope, CancellationToken cancellation)
    {
        List<DateOnly?> last = await ReadAsync(
            connection, LastSql, scope, scope.Until,
            row => row.IsDBNull(0) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(0), cancellation);
        if (last is not [{ } covered])
        {
            return [];
        }

        DateOnly due = SettlementWindow.FirstDay(covered);
        return await ReadAsync(
            connection, MissingSql, scope, covered,
            row => new MissingMoney(
                row.GetString(0)[0], row.GetFieldValue<DateOnly>(1), row.GetInt64(2), Amount(row, 3),
                row.GetFieldValue<DateOnly>(1) < due),
            cancellation);
    }

    private static ReportDay Day(NpgsqlDataReader row) => new(
        row.GetString(0)[0], row.GetFieldValue<DateOnly>(1), row.GetInt64(2), Amount(row, 3), Amount(row, 4),
        Amount(row, 5), Amount(row, 6), new Cost(Amount(row, 7), Amount(row, 8), Amount(row, 9)), Amount(row, 10));

    private static ReportRule Rule(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.Text(2), row.GetInt32(3), row.GetInt64(4), Amount(row, 5));

    private static Money Amount(NpgsqlDataReader row, int column) => new(row.GetInt64(column));

    private static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection, string sql, ReconciliationScope scope, DateOnly until,
        Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 }.With(
            scope.Provider, scope.KindText, scope.From, until);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
