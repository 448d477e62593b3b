using System.Runtime.CompilerServices;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;

namespace Strangler.Postgres.Ledger;

/// <summary>The ledger across contracts: by account, and as a journal.</summary>
public sealed class LedgerReports(Database database)
{
    private const int Seconds = 3_600;

    /// <param name="until">The last billing date that counts; null: all.</param>
    /// <exception cref="OverflowException">A total does not fit in 64 bits of centavos.</exception>
    public async Task<IReadOnlyList<TrialBalanceLine>> TrialBalanceAsync(
        DateOnly? until, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(
            """
            SELECT a.code, a.title, coalesce(sum(t.debit), 0), coalesce(sum(t.credit), 0)
            FROM ledger_account a LEFT JOIN ledger_day_total t ON t.account = a.id AND t.day <= $1
            GROUP BY a.id ORDER BY a.code
            """);
        command.AddValue(until ?? DateOnly.MaxValue);
        List<TrialBalanceLine> lines = [];
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(new TrialBalanceLine(
                new LedgerAccount(reader.GetString(0)), reader.GetString(1),
                new Money(decimal.ToInt64(reader.GetDecimal(2))), new Money(decimal.ToInt64(reader.GetDecimal(3)))));
        }

        return lines;
    }

    /// <summary>The entries with postings that are booked on these days, by day, contract and version.</summary>
    public async IAsyncEnumerable<LedgerEntry> JournalAsync(
        DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        ChartOfAccounts chart = await new LedgerChart().ReloadAsync(connection, cancellation);
        await using NpgsqlCommand command = new(
            $"""
            SELECT {EntryRows.Columns} FROM ledger_entry
            WHERE booked_on BETWEEN $1 AND $2 AND cardinality(amounts) > 0 ORDER BY booked_on, contract, version
            """,
            connection)
        {
            CommandTimeout = Seconds,
        };
        command.AddValue(from);
        command.AddValue(to);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            yield return EntryRows.Read(reader, chart);
        }
    }
}
