using Npgsql;
using Strangler.Core.Identity;
using Strangler.Postgres.Cfdi;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>What persons look at: facts, and lines of statements.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class PaymentWorkList(Database database)
{
    /// <summary>Rows of one answer.</summary>
    public const int Limit = 10_000;

    private const string FactColumns =
        "f.provider, f.key, f.kind, f.day, f.amount, f.currency, f.reference, f.state, f.reason, f.confirmed, f.told, "
        + "f.assigned::integer";

    private const string FactsSql = $"""
        SELECT {FactColumns} FROM payment_fact f
        WHERE f.state = $1 AND ($2::text IS NULL OR f.provider = $2) ORDER BY f.id LIMIT $3
        """;

    private const string FactSql = $"SELECT {FactColumns} FROM payment_fact f WHERE f.provider = $1 AND f.key = $2";

    private const string LineColumns = """
        l.statement, l.line, l.provider, l.kind, s.name, l.day, l.number, l.net, coalesce(e.listed, l.net), e.status,
        e.rule, e.reason, l.reference, l.charge, l.text
        """;

    private const string LinesSql = $"""
        SELECT {LineColumns} FROM payment_statement_end e
        JOIN payment_statement_line l ON l.statement = e.statement AND l.line = e.line
        JOIN payment_statement s ON s.id = l.statement
        WHERE e.status = 'listed' AND ($1::text IS NULL OR l.provider = $1) ORDER BY e.statement, e.line LIMIT $2
        """;

    private const string LineSql = $"""
        SELECT {LineColumns} FROM payment_statement_line l
        JOIN payment_statement s ON s.id = l.statement
        LEFT JOIN payment_statement_end e ON e.statement = l.statement AND e.line = l.line
        WHERE l.statement = $1 AND l.line = $2
        """;

    private const string FactTraceSql = """
        SELECT 'posted', 'contract ' || contract || ', ' || amount / 100.0 || ' pesos, ' || write
        FROM payment_fact_part WHERE provider = $1 AND key = $2
        UNION ALL
        SELECT 'found', 'statement ' || statement || ', line ' || line FROM payment_statement_match
        WHERE provider = $1 AND key = $2
        UNION ALL
        SELECT what, who || ', ' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ': ' || why
        FROM payment_decision WHERE provider = $1 AND key = $2
        """;

    private const string LineTraceSql = """
        SELECT 'payment', key || ', ' || amount / 100.0 || ' pesos' FROM payment_statement_match
        WHERE statement = $1 AND line = $2
        UNION ALL
        SELECT what, who || ', ' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ': ' || why
        FROM payment_decision WHERE statement = $1 AND line = $2
        LIMIT 1000
        """;

    /// <param name="provider">Null: all.</param>
    public Task<IReadOnlyList<ListedFact>> FactsAsync(
        string state, string? provider, int limit, CancellationToken cancellation) =>
        ReadAsync(FactsSql, Fact, cancellation, state, provider, Math.Min(limit, Limit));

    public async Task<ListedFact?> FactAsync(string provider, string key, CancellationToken cancellation) =>
        (await ReadAsync(FactSql, Fact, cancellation, provider, key)).SingleOrDefault();

    /// <summary>Lines that are listed.</summary>
    /// <param name="provider">Null: all.</param>
    public Task<IReadOnlyList<ListedLine>> LinesAsync(string? provider, int limit, CancellationToken cancellation) =>
        ReadAsync(LinesSql, Line, cancellation, provider, Math.Min(limit, Limit));

    public async Task<ListedLine?> LineAsync(long statement, int line, CancellationToken cancellation) =>
        (await ReadAsync(LineSql, Line, cancellation, statement, line)).SingleOrDefault();

    public Task<IReadOnlyList<FactTrace>> TraceAsync(string provider, string key, CancellationToken cancellation) =>
        ReadAsync(FactTraceSql, Trace, cancellation, provider, key);

    public Task<IReadOnlyList<FactTrace>> TraceAsync(long statement, int line, CancellationToken cancellation) =>
        ReadAsync(LineTraceSql, Trace, cancellation, statement, line);

    private static ListedFact Fact(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateOnly>(3),
        new Money(row.GetInt64(4)), row.GetString(5), row.Text(6), row.GetString(7), row.Text(8), row.GetBoolean(9),
        row.GetInt32(10), row.IsDBNull(11) ? null : row.GetInt32(11));

    private static ListedLine Line(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4),
        row.GetFieldValue<DateOnly>(5), row.GetString(6), new Money(row.GetInt64(7)), new Money(row.GetInt64(8)),
        row.Text(9), row.Text(10), row.Text(11), row.Text(12), row.Text(13), row.Text(14));

    private static FactTrace Trace(NpgsqlDataReader row) => new(row.GetString(0), row.GetString(1));

    private async Task<IReadOnlyList<T>> ReadAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params object?[] values)
    {
        await using NpgsqlCommand command = database.Command(sql).With(values);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
