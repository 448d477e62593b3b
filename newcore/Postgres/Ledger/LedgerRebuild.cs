using Npgsql;
using Strangler.Core.Identity;

namespace Strangler.Postgres.Ledger;

/// <summary>
/// Makes balances and day totals again from the entries alone, in SQL and so by other code than that which keeps them,
/// and says where the kept ones differ. Nobody posts meanwhile. The heads stay: they tell what verify must find.
/// </summary>
public sealed class LedgerRebuild(Database database)
{
    /// <summary>Differences told; the rest are counted.</summary>
    public const int TellLimit = 1_000;

    private const int Seconds = 3_600;

    /// <summary>In the order in which an append takes them.</summary>
    private const string Lock =
        "LOCK TABLE ledger_stream, ledger_entry, ledger_day_total IN SHARE ROW EXCLUSIVE MODE";

    private const string Make = """
        CREATE TEMP TABLE rebuilt_stream ON COMMIT DROP AS
        SELECT contract, coalesce(receivable, 0)::bigint AS receivable, coalesce(-available, 0)::bigint AS available,
            coalesce(-to_offset, 0)::bigint AS to_offset, coalesce(-blocked, 0)::bigint AS blocked,
            coalesce(-deposits, 0)::bigint AS deposits, current_amount::bigint AS current_amount
        FROM (SELECT contract, sum(current_change) AS current_amount FROM ledger_entry GROUP BY contract) c
        LEFT JOIN (
            SELECT e.contract, sum(p.amount) FILTER (WHERE a.part = 'receivable') AS receivable,
                sum(p.amount) FILTER (WHERE a.part = 'available') AS available,
                sum(p.amount) FILTER (WHERE a.part = 'to-offset') AS to_offset,
                sum(p.amount) FILTER (WHERE a.part = 'blocked') AS blocked,
                sum(p.amount) FILTER (WHERE a.part = 'deposit') AS deposits
            FROM ledger_entry e CROSS JOIN LATERAL unnest(e.accounts, e.amounts) AS p (account, amount)
                JOIN ledger_account a ON a.id = p.account
            GROUP BY e.contract) b USING (contract);

        CREATE TEMP TABLE rebuilt_day_total ON COMMIT DROP AS
        SELECT e.booked_on AS day, p.account, sum(greatest(p.amount, 0))::bigint AS debit,
            sum(greatest(-p.amount, 0))::bigint AS credit
        FROM ledger_entry e CROSS JOIN LATERAL unnest(e.accounts, e.amounts) AS p (account, amount)
        GROUP BY e.booked_on, p.account
        """;

    private const string Compare = """
        SELECT 'contract ' || contract || ', ' || part, coalesce(kept, 0), coalesce(rebuilt, 0)
        FROM (SELECT contract, kept.part, kept.amount AS kept, rebuilt.amount AS rebuilt
            FROM ledger_stream s FULL JOIN rebuilt_stream r USING (contract)
            CROSS JOIN LATERAL (VALUES ('receivable', s.receivable), ('available', s.available),
                ('to offset', s.to_offset), ('blocked', s.blocked), ('deposits', s.deposits),
                ('current', s.current_amount)) AS kept (part, amount)
            JOIN LATERAL (VALUES ('receivable', r.receivable), ('available', r.available),
                ('to offset', r.to_offset), ('blocked', r.blocked), ('deposits', r.deposits),
                ('current', r.current_amount)) AS rebuilt (part, amount) USING (part)) AS both_sides
        WHERE coalesce(kept, 0) <> coalesce(rebuilt, 0)
        UNION ALL
        SELECT day || ', ' || coalesce(a.code, 'account ' || account) || ', ' || side, coalesce(kept, 0),
            coalesce(rebuilt, 0)
        FROM (SELECT day, account, sum(debit)::bigint AS debit, sum(credit)::bigint AS credit
                FROM ledger_day_total GROUP BY day, account) k
            FULL JOIN rebuilt_day_total r USING (day, account) LEFT JOIN ledger_account a ON a.id = account
            CROSS JOIN LATERAL (VALUES ('debit', k.debit, r.debit), ('credit', k.credit, r.credit))
                AS sides (side, kept, rebuilt)
        WHERE coalesce(kept, 0) <> coalesce(rebuilt, 0)
        ORDER BY 1
        """;

    private const string Replace = """
        INSERT INTO ledger_stream (contract) SELECT contract FROM rebuilt_stream ON CONFLICT DO NOTHING;
        UPDATE ledger_stream s SET receivable = coalesce(r.receivable, 0), available = coalesce(r.available, 0),
            to_offset = coalesce(r.to_offset, 0), blocked = coalesce(r.blocked, 0), deposits = coalesce(r.deposits, 0),
            current_amount = coalesce(r.current_amount, 0)
        FROM ledger_stream t LEFT JOIN rebuilt_stream r USING (contract)
        WHERE t.contract = s.contract
            AND (s.receivable, s.available, s.to_offset, s.blocked, s.deposits, s.current_amount)
                IS DISTINCT FROM (coalesce(r.receivable, 0), coalesce(r.available, 0), coalesce(r.to_offset, 0),
                    coalesce(r.blocked, 0), coalesce(r.deposits, 0), coalesce(r.current_amount, 0));
        DELETE FROM ledger_day_total;
        INSERT INTO ledger_day_total (day, account, slot, debit, credit)
        SELECT day, account, 0, debit, credit FROM rebuilt_day_total
        """;

    /// <param name="replace">Whether what differs is put right; else it is only told.</param>
    /// <returns>How many figures differed.</returns>
    public async Task<long> RunAsync(
        bool replace, Action<ProjectionDifference> found, IProgress<string>? progress, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        progress?.Report("waiting for those who post");
        await ExecuteAsync(connection, Lock, cancellation);
        progress?.Report("folding the entries");
        await ExecuteAsync(connection, Make, cancellation);
        progress?.Report("comparing");
        long differences = await CompareAsync(connection, found, cancellation);
        if (replace && differences > 0)
        {
            progress?.Report("writing");
            await ExecuteAsync(connection, Replace, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return differences;
    }

    private static async Task<long> CompareAsync(
        NpgsqlConnection connection, Action<ProjectionDifference> found, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(Compare, connection) { CommandTimeout = Seconds };
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        long differences = 0;
        while (await reader.ReadAsync(cancellation))
        {
            if (++differences <= TellLimit)
            {
                found(new ProjectionDifference(
                    reader.GetString(0), new Money(reader.GetInt64(1)), new Money(reader.GetInt64(2))));
            }
        }

        return differences;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection) { CommandTimeout = Seconds };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
