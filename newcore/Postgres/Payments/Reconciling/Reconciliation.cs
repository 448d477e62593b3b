using System.Globalization;
using Npgsql;
using Strangler.Core.Payments.Reconciling;
using Strangler.Postgres.Cfdi;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments.Reconciling;

/// <summary>
/// Finds the payments of statements' lines: pass by pass, day by day, each a transaction. Memory holds the lines of one
/// provider's day and the payments of the days before that they may be of. A run that was ended goes on where it was.
/// </summary>
/// <remarks>Throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class Reconciliation(Database database)
{
    /// <summary>Days of one run.</summary>
    public const int MostDays = 1_000;

    /// <summary>Of one step, when another process takes the same payments.</summary>
    private const int MostAttempts = 5;

    private const string ResumeSql = """
        SELECT id, pass, day FROM payment_reconciliation
        WHERE provider = $1 AND kind = $2 AND first_day = $3 AND last_day = $4 AND terms = $5 AND finished_at IS NULL
            AND statements = (
                SELECT coalesce(max(id), 0) FROM payment_statement WHERE provider = $1 AND kind = $2)
        """;

    /// <summary>A run over other days, with other terms, or of more files takes its place.</summary>
    private const string AbandonSql = """
        UPDATE payment_reconciliation SET finished_at = clock_timestamp()
        WHERE provider = $1 AND kind = $2 AND finished_at IS NULL
        """;

    private const string StartSql = """
        INSERT INTO payment_reconciliation (provider, kind, first_day, last_day, terms, statements)
        SELECT $1, $2, $3, $4, $5, coalesce(max(id), 0) FROM payment_statement WHERE provider = $1 AND kind = $2
        RETURNING id
        """;

    /// <summary>Perhaps the payment has become known meanwhile. What has one, or was decided, stays.</summary>
    private const string ReopenSql = """
        DELETE FROM payment_statement_end e USING payment_statement_line l
        WHERE l.provider = $1 AND l.kind = $2 AND l.day BETWEEN $3 AND $4
            AND e.statement = l.statement AND e.line = l.line
            AND e.status = 'listed' AND e.rule = 'none' AND e.decided_by IS NULL
        """;

    private const string DaysSql = """
        SELECT DISTINCT day FROM payment_statement_line
        WHERE provider = $1 AND kind = $2 AND day BETWEEN $3 AND $4 ORDER BY day
        """;

    /// <summary>
    /// A file that has just come is not in the statistics: without them numbers are looked for along the days.
    /// </summary>
    private const string AnalyzeSql = "ANALYZE payment_statement_line";

    private const string StepSql = "UPDATE payment_reconciliation SET pass = $2, day = $3 WHERE id = $1";

    private const string FinishSql = "UPDATE payment_reconciliation SET finished_at = clock_timestamp() WHERE id = $1";

    /// <returns>How many lines were ended by this run.</returns>
    /// <exception cref="ArgumentException">More than <see cref="MostDays"/>, or none.</exception>
    public async Task<long> RunAsync(
        ReconciliationScope scope, FeeTerms terms, IProgress<ReconciliationStep>? progress,
        CancellationToken cancellation)
    {
        if (scope.Until < scope.From || scope.Until.DayNumber - scope.From.DayNumber >= MostDays)
        {
            throw new ArgumentException($"A run has 1 to {MostDays} days.", nameof(scope));
        }

        await using (NpgsqlCommand analyze = database.Command(AnalyzeSql))
        {
            await analyze.ExecuteNonQueryAsync(cancellation);
        }

        (long run, MatchingPass donePass, DateOnly? doneDay) = await BeginAsync(scope, terms, cancellation);
        DateOnly[] days = await DaysAsync(scope, cancellation);
        StatementMatching matching = new(terms);
        long ended = 0;
        for (int pass = 0; pass < StatementReconciler.Passes.Count; pass++)
        {
            FreeFacts free = new(scope);
            for (int at = 0; at < days.Length; at++)
            {
                MatchingPass made = StatementReconciler.Passes[pass];
                bool isDone = made < donePass || (made == donePass && doneDay is { } last && days[at] <= last);
                if (!isDone)
                {
                    ended += await StepAsync(run, scope, matching, made, days[at], free, cancellation);
                    decimal share = ((pass * days.Length) + at + 1m) / (StatementReconciler.Passes.Count * days.Length);
                    progress?.Report(new ReconciliationStep(made, days[at], share, ended));
                }
            }
        }

        await using NpgsqlCommand finish = database.Command(FinishSql);
        finish.AddValue(run);
        await finish.ExecuteNonQueryAsync(cancellation);
        return ended;
    }

    private async Task<(long Run, MatchingPass Pass, DateOnly? Day)> BeginAsync(
        ReconciliationScope scope, FeeTerms terms, CancellationToken cancellation)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{terms.Percent}%+{terms.Each} {terms.TaxPercent}%");
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using (NpgsqlCommand resume = Command(connection, ResumeSql, scope).With(text))
        await using (NpgsqlDataReader reader = await resume.ExecuteReaderAsync(cancellation))
        {
            if (await reader.ReadAsync(cancellation))
            {
                return (
                    reader.GetInt64(0), (MatchingPass)reader.GetInt16(1),
                    reader.IsDBNull(2) ? null : reader.GetFieldValue<DateOnly>(2));
            }
        }

        await using NpgsqlCommand abandon = new NpgsqlCommand(AbandonSql, connection).With(
            scope.Provider, scope.KindText);
        await abandon.ExecuteNonQueryAsync(cancellation);
        await using NpgsqlCommand reopen = Command(connection, ReopenSql, scope);
        await reopen.ExecuteNonQueryAsync(cancellation);
        await using NpgsqlCommand start = Command(connection, StartSql, scope).With(text);
        long run = (long)(await start.ExecuteScalarAsync(cancellation))!;
        await transaction.CommitAsync(cancellation);
        return (run, MatchingPass.Key, null);
    }

    private async Task<DateOnly[]> DaysAsync(ReconciliationScope scope, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlCommand command = Command(connection, DaysSql, scope);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<DateOnly> days = [];
        while (await reader.ReadAsync(cancellation))
        {
            days.Add(reader.GetFieldValue<DateOnly>(0));
        }

        return [.. days];
    }

    /// <summary>Whoever took a payment at the same moment makes it be read again, and not be taken twice.</summary>
    private async Task<int> StepAsync(
        long run, ReconciliationScope scope, StatementMatching matching, MatchingPass pass, DateOnly day,
        FreeFacts free, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await StepOnceAsync(run, scope, matching, pass, day, free, cancellation);
            }
            catch (PostgresException taken) when (
                taken.SqlState == PostgresErrorCodes.UniqueViolation && attempt < MostAttempts)
            {
                free.Forget();
            }
        }
    }

    private async Task<int> StepOnceAsync(
        long run, ReconciliationScope scope, StatementMatching matching, MatchingPass pass, DateOnly day,
        FreeFacts free, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        List<StatementLine> lines = await OpenLines.LoadAsync(
            connection, scope, day, pass == MatchingPass.Key, cancellation);
        IReadOnlyList<LineEnd> ends = [];
        if (lines.Count > 0)
        {
            IEnumerable<FactMoney> facts = StatementReconciler.IsByKey(pass)
                ? await OpenLines.NamedFactsAsync(connection, scope, lines, cancellation)
                : await free.OnAsync(connection, day, cancellation);
            ends = matching.Match(pass, lines, facts);
            await LineEnds.WriteAsync(connection, scope, ends, cancellation);
        }

        await using NpgsqlCommand step = new NpgsqlCommand(StepSql, connection).With(run, (short)pass, day);
        await step.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        free.Take(ends);
        return ends.Count;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, ReconciliationScope scope) =>
        new NpgsqlCommand(sql, connection) { CommandTimeout = 300 }.With(
            scope.Provider, scope.KindText, scope.From, scope.Until);
}
