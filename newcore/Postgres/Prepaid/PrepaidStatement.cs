using Npgsql;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Prepaid;

/// <summary>The informational bill: what has happened to an agreement's money in a period. It makes no debt.</summary>
/// <param name="Before">Payoff before the first line.</param>
public sealed record PrepaidStatement(
    ContractNumber Contract, DateOnly From, DateOnly To, Money Before, IReadOnlyList<StatementEntry> Lines)
{
    public const int MostLines = 1_000;

    private const string Sql = """
        SELECT e.version, e.booked_on, e.kind, e.cause, e.current_change,
            coalesce((SELECT sum(p.amount) FROM unnest(e.accounts, e.amounts) AS p (account, amount)
                JOIN ledger_account a ON a.id = p.account
                WHERE a.part IN ('receivable', 'available', 'to-offset')), 0)::bigint
        FROM ledger_entry e WHERE e.contract = $1 AND e.booked_on <= $2 ORDER BY e.version
        """;

    public Money After => Lines.Aggregate(Before, (sum, line) => sum + line.Payoff);

    /// <summary>In the order of posting; those of more than <see cref="MostLines"/> are in Before.</summary>
    public static async Task<PrepaidStatement> ReadAsync(
        Database database, ContractNumber contract, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(Sql);
        command.AddValue(contract.Value);
        command.AddValue(to);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        Money before = Money.Zero;
        Queue<StatementEntry> lines = [];
        while (await row.ReadAsync(cancellation))
        {
            StatementEntry line = new(
                row.GetInt64(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), row.GetString(3),
                new Money(row.GetInt64(5)), new Money(row.GetInt64(4)));
            if (line.BookedOn < from)
            {
                before += line.Payoff;
                continue;
            }

            lines.Enqueue(line);
            before += lines.Count > MostLines ? lines.Dequeue().Payoff : Money.Zero;
        }

        return new PrepaidStatement(contract, from, to, before, [.. lines]);
    }
}
