using System.Globalization;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Core.Readings;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Payments.Refunds;

/// <summary>
/// Holds: what is paid for such a contract settles nothing, and is kept blocked; released, it is the customer's
/// available credit.
/// </summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class HoldDesk(Database database, LedgerStore ledger, TimeProvider time)
{
    private const string PlaceSql = """
        INSERT INTO payment_hold (contract, why, who, since)
        SELECT number, $2, $3, $4 FROM legacy_contract WHERE number = $1 ON CONFLICT DO NOTHING
        """;

    private const string ReleaseSql = """
        WITH hold AS (DELETE FROM payment_hold WHERE contract = $1 RETURNING contract),
        freed AS (
            UPDATE native_payment p SET held = false FROM hold
            WHERE p.contract = hold.contract AND p.held AND p.reversed_at IS NULL RETURNING p.id, p.amount)
        SELECT (SELECT count(*) FROM hold), coalesce(sum(amount), 0)::bigint, coalesce(max(id), 0) FROM freed
        """;

    private const string ListSql = """
        SELECT h.contract::integer, h.why, h.who, h.since, count(p.id)::integer, coalesce(sum(p.amount), 0)::bigint
        FROM payment_hold h
        LEFT JOIN native_payment p ON p.contract = h.contract AND p.held AND p.reversed_at IS NULL
        GROUP BY h.contract ORDER BY h.since LIMIT $1
        """;

    public async Task<DeskOutcome> PlaceAsync(
        ContractNumber contract, string who, string why, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await ContractLock.TakeAsync(connection, contract, cancellation);
        await using NpgsqlCommand command = new(PlaceSql, connection);
        command.AddValue(contract.Value);
        command.AddValue(why);
        command.AddValue(who);
        command.AddValue(time.GetUtcNow());
        if (await command.ExecuteNonQueryAsync(cancellation) == 0)
        {
            return new DeskOutcome.Refused($"Contract {contract} is on hold already, or there is none.");
        }

        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done($"Contract {contract} is on hold.");
    }

    public async Task<DeskOutcome> ReleaseAsync(ContractNumber contract, string who, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await ContractLock.TakeAsync(connection, contract, cancellation);
        (bool there, Money freed, long last) = await FreeAsync(connection, contract, cancellation);
        if (!there)
        {
            return new DeskOutcome.Refused($"Contract {contract} is not on hold.");
        }

        if (freed > Money.Zero)
        {
            EntryDraft draft = new(
                contract, string.Create(CultureInfo.InvariantCulture, $"hold/{last}/released"), "hold-released",
                LocalDay.Of(time.GetUtcNow()), null, who, "hold released",
                [new(LedgerAccount.CustomerBlocked, freed), new(LedgerAccount.CustomerCredit, Money.Zero - freed)]);
            if ((await ledger.AppendAsync(connection, transaction, [draft], cancellation))[0]
                is LedgerOutcome.Refused refused)
            {
                throw new InvalidOperationException($"The ledger refuses a release: {refused.Detail}");
            }
        }

        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done($"Contract {contract} is released; {freed} is available.");
    }

    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<HeldContract>> ListAsync(int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ListSql);
        command.AddValue(limit);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<HeldContract> held = [];
        while (await reader.ReadAsync(cancellation))
        {
            held.Add(new HeldContract(
                new ContractNumber(reader.GetInt32(0)), reader.GetString(1), reader.GetString(2),
                reader.GetFieldValue<DateTimeOffset>(3), reader.GetInt32(4), new Money(reader.GetInt64(5))));
        }

        return held;
    }

    private static async Task<(bool There, Money Freed, long Last)> FreeAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(ReleaseSql, connection);
        command.AddValue(contract.Value);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0) == 1, new Money(reader.GetInt64(1)), reader.GetInt64(2));
    }
}
