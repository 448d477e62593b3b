using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Ledger;

namespace Strangler.Postgres.Ledger;

/// <summary>What entries add to the totals by day and account.</summary>
internal sealed class DayTotals
{
    /// <summary>
    /// A transaction adds to rows of its own as long as no more than 64 write at once, so that none waits for another's
    /// commit: it takes the first slot whose lock is free. The sums are the same whatever slot it is.
    /// </summary>
    private const string Sql = """
        WITH free AS MATERIALIZED (
            SELECT slot FROM generate_series(0, 63) AS slot WHERE pg_try_advisory_xact_lock(1279607879, slot) LIMIT 1)
        INSERT INTO ledger_day_total AS t (day, account, slot, debit, credit)
        SELECT d.day, d.account, coalesce((SELECT slot FROM free), 64 + pg_backend_pid() % 64), d.debit, d.credit
        FROM unnest($1, $2, $3, $4) AS d (day, account, debit, credit)
        ORDER BY 1, 2
        ON CONFLICT (day, account, slot)
            DO UPDATE SET debit = t.debit + EXCLUDED.debit, credit = t.credit + EXCLUDED.credit
        """;

    private readonly Dictionary<(DateOnly Day, short Account), (long Debit, long Credit)> _sums = [];

    public void Clear() => _sums.Clear();

    public void Add(LedgerEntry entry, ChartOfAccounts chart)
    {
        IReadOnlyList<Posting> postings = entry.Content.Postings;
        for (int at = 0; at < postings.Count; at++)
        {
            (LedgerAccount account, Core.Identity.Money amount) = postings[at];
            ref (long Debit, long Credit) sum = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _sums, (entry.Content.BookedOn, chart[account].Id), out _);
            sum = amount.Centavos >= 0
                ? (checked(sum.Debit + amount.Centavos), sum.Credit)
                : (sum.Debit, checked(sum.Credit - amount.Centavos));
        }
    }

    public NpgsqlBatchCommand Write() => new NpgsqlBatchCommand(Sql)
        .With([.. _sums.Keys.Select(key => key.Day)], NpgsqlDbType.Date)
        .With([.. _sums.Keys.Select(key => key.Account)], NpgsqlDbType.Smallint)
        .With([.. _sums.Values.Select(sum => sum.Debit)], NpgsqlDbType.Bigint)
        .With([.. _sums.Values.Select(sum => sum.Credit)], NpgsqlDbType.Bigint);
}
