using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Payments.Providers;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Payments.Refunds;

/// <summary>Which charge a refund is of, and how asking its provider went.</summary>
internal sealed class RefundRoutes(Database database)
{
    /// <summary>Longer than asking and looking up may take.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>The last payment that covers it, of this contract alone, of which nothing was given back.</summary>
    private const string ChooseSql = """
        UPDATE payment_refund r SET provider = c.provider, charge = c.charge
        FROM (
            SELECT f.provider, f.charge FROM payment_fact_part p
            JOIN payment_fact f ON f.provider = p.provider AND f.key = p.key
            WHERE p.contract = $2 AND p.amount >= $3 AND p.amount = f.amount AND f.kind = 'paid'
                AND f.state = 'applied' AND f.given_at IS NULL AND f.charge IS NOT NULL AND f.provider = ANY ($4)
                AND NOT EXISTS (
                    SELECT FROM payment_fact o WHERE o.provider = f.provider AND o.charge = f.charge
                    AND o.kind IN ('reversed', 'charged-back', 'refunded'))
                AND NOT EXISTS (
                    SELECT FROM payment_refund o WHERE o.provider = f.provider AND o.charge = f.charge
                    AND o.state <> 'rejected')
            ORDER BY f.at DESC, f.id DESC LIMIT 1) AS c
        WHERE r.id = $1 AND r.state = 'approved' AND r.provider IS NULL AND r.refused IS NULL
        """;

    private const string WaitingSql = """
        SELECT id, contract::integer, amount::bigint FROM payment_refund
        WHERE state = 'approved' AND provider IS NULL AND refused IS NULL ORDER BY id LIMIT $1
        """;

    private const string TakeSql = """
        UPDATE payment_refund r SET state = 'asked', due_at = clock_timestamp() + $3
        FROM (
            SELECT id, state FROM payment_refund
            WHERE (state = 'approved' OR (state = 'asked' AND due_at <= clock_timestamp()))
                AND provider = ANY ($1) AND id > $2
            ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) AS due
        WHERE r.id = due.id RETURNING r.id, r.provider, r.charge, r.amount::bigint, due.state = 'asked'
        """;

    /// <summary>One that its provider's webhook has ended meanwhile stays ended.</summary>
    private const string EndSql = """
        UPDATE payment_refund SET state = $2, due_at = clock_timestamp(),
            provider_refund = coalesce(nullif($3, ''), provider_refund), refused = $4,
            provider = CASE WHEN $4::text IS NULL THEN provider END,
            charge = CASE WHEN $4::text IS NULL THEN charge END
        WHERE id = $1 AND state = 'asked'
        """;

    /// <summary>Two that choose wait for each other, so that no charge is chosen twice.</summary>
    private const string LockSql = "SELECT pg_advisory_xact_lock(hashtext('payment-refund-routes'))";

    public async Task ChooseAsync(string[] providers, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await using NpgsqlCommand take = new(LockSql, connection);
        await take.ExecuteNonQueryAsync(cancellation);
        foreach ((long id, int contract, long amount) in await WaitingAsync(connection, cancellation))
        {
            await using NpgsqlCommand choose = new(ChooseSql, connection);
            choose.AddValue(id);
            choose.AddValue(contract);
            choose.AddValue(amount);
            choose.AddValue(providers);
            await choose.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The next one after a number, for this caller to ask for.</summary>
    public async Task<RoutedRefund?> TakeAsync(string[] providers, long after, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(TakeSql);
        command.AddValue(providers);
        command.AddValue(after);
        command.AddValue(Lease);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new RoutedRefund(
                row.GetInt64(0), row.GetString(1), row.GetString(2), new Money(row.GetInt64(3)), row.GetBoolean(4))
            : null;
    }

    public async Task EndAsync(long id, RefundOutcome outcome, CancellationToken cancellation)
    {
        (string state, string number, string? refused) = outcome switch
        {
            RefundOutcome.Taken taken => ("sent", taken.Refund, (string?)null),
            RefundOutcome.Refused no => ("approved", "", no.Code),
            RefundOutcome.Unavailable => ("approved", "", null),
            _ => ("asked", "", null),
        };
        await using NpgsqlCommand command = database.Command(EndSql);
        command.AddValue(id);
        command.AddValue(state);
        command.AddValue(number);
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)(refused is { Length: > 200 } ? refused[..200] : refused) ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Text,
        });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<List<(long Id, int Contract, long Amount)>> WaitingAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(WaitingSql, connection);
        command.AddValue(RefundDesk.Most);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<(long, int, long)> waiting = [];
        while (await row.ReadAsync(cancellation))
        {
            waiting.Add((row.GetInt64(0), row.GetInt32(1), row.GetInt64(2)));
        }

        return waiting;
    }
}
