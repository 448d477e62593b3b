using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Payments;

namespace Strangler.Postgres.Writes;

/// <summary>Writes that were left behind, and what reading tells of them.</summary>
public sealed class WriteSweep(Database database)
{
    /// <summary>Payments of one contract that are looked at together; more are left to a person.</summary>
    public const int PaymentLimit = 500;

    /// <summary>
    /// Their gateway was lost. Legacy was not asked before a write was dispatched; native knows a write again by its
    /// name, so the next try does it anew. A sweep that was lost itself must not keep a contract from paying.
    /// </summary>
    private const string LostSql = """
        UPDATE write_record SET
            state = CASE WHEN owner = 'legacy' AND state = 'received' THEN 'failed' ELSE 'unknown' END,
            current = NOT (owner = 'legacy' AND state = 'received'),
            reason = coalesce(reason, 'gateway-lost'), ended_at = coalesce(ended_at, clock_timestamp()),
            attempt = attempt + 1, paying_contract = NULL
        WHERE id IN (
            SELECT id FROM write_record
            WHERE (state IN ('received', 'dispatched') OR (state = 'unknown' AND paying_contract IS NOT NULL))
                AND lease_until < clock_timestamp()
            ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
        """;

    private const string ContractsSql = """
        SELECT DISTINCT contract FROM write_record
        WHERE state = 'unknown' AND owner = 'legacy' AND ended_at < clock_timestamp() - $1 AND operation = ANY ($2)
            AND before_net IS NOT NULL AND contract IS NOT NULL
        LIMIT $3
        """;

    /// <summary>No payment of the contract is sent meanwhile.</summary>
    private const string ClaimSql = """
        UPDATE write_record SET paying_contract = contract, lease_until = clock_timestamp() + $2 WHERE id = (
            SELECT id FROM write_record WHERE contract = $1 AND state = 'unknown' AND owner = 'legacy' ORDER BY id
            LIMIT 1)
        """;

    /// <summary>All from the first that was lost.</summary>
    private const string PaymentsSql = """
        SELECT id, before_net, amount, CASE WHEN state = 'answered' THEN done END FROM write_record
        WHERE contract = $1 AND owner = 'legacy' AND operation = ANY ($2) AND dispatched_at >= (
            SELECT min(dispatched_at) FROM write_record
            WHERE contract = $1 AND owner = 'legacy' AND operation = ANY ($2) AND state = 'unknown')
            AND state IN ('answered', 'unknown', 'dispatched')
        ORDER BY dispatched_at, id LIMIT $3
        """;

    private const string ReleaseSql = """
        UPDATE write_record SET paying_contract = NULL WHERE paying_contract = $1 AND state = 'unknown'
        """;

    /// <summary>Of a native payment the payment itself tells.</summary>
    private const string NativeSql = """
        UPDATE write_record w SET
            state = CASE WHEN p.write IS NULL THEN 'failed' ELSE 'answered' END, current = p.write IS NOT NULL,
            done = p.write IS NOT NULL, status = 200, content_type = $3, answer = $4,
            ended_at = clock_timestamp(), attempt = attempt + 1, resolved_by = 'reconciliation'
        FROM (
            SELECT u.id, p.write FROM write_record u
            LEFT JOIN native_payment p ON p.contract = u.contract AND p.write = u.id::text
            WHERE u.state = 'unknown' AND u.owner = 'native' AND u.operation = $1
                AND u.ended_at < clock_timestamp() - $2) p
        WHERE w.id = p.id AND w.state = 'unknown'
        """;

    /// <param name="limit">So many at once.</param>
    /// <returns>Writes that were found left behind.</returns>
    public async Task<int> FindLostAsync(int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(LostSql);
        WriteParameters.Add(command, limit, NpgsqlDbType.Integer);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Contracts of which legacy may have taken money, long enough ago that reading tells.</summary>
    public async Task<IReadOnlyList<ContractNumber>> ContractsAsync(
        IReadOnlyList<string> operations, TimeSpan settled, int limit, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ContractsSql);
        WriteParameters.Add(command, settled, NpgsqlDbType.Interval);
        WriteParameters.Add(command, operations.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        WriteParameters.Add(command, limit, NpgsqlDbType.Integer);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<ContractNumber> contracts = [];
        while (await reader.ReadAsync(cancellation))
        {
            contracts.Add(new ContractNumber(reader.GetInt32(0)));
        }

        return contracts;
    }

    /// <summary>Keeps others from paying for a contract, until it is resolved or released, or time is over.</summary>
    /// <returns>False where a payment of it is under way, or another sweep looks at it.</returns>
    public async Task<bool> ClaimAsync(ContractNumber contract, TimeSpan lease, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ClaimSql);
        WriteParameters.Add(command, contract.Value, NpgsqlDbType.Integer);
        WriteParameters.Add(command, lease, NpgsqlDbType.Interval);
        try
        {
            return await command.ExecuteNonQueryAsync(cancellation) == 1;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    public async Task<IReadOnlyList<LegacyPayment>> PaymentsAsync(
        ContractNumber contract, IReadOnlyList<string> operations, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(PaymentsSql);
        WriteParameters.Add(command, contract.Value, NpgsqlDbType.Integer);
        WriteParameters.Add(command, operations.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        WriteParameters.Add(command, PaymentLimit, NpgsqlDbType.Integer);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<LegacyPayment> payments = [];
        while (await reader.ReadAsync(cancellation))
        {
            payments.Add(new LegacyPayment(
                reader.GetInt64(0), reader.IsDBNull(1) ? null : new Money(reader.GetInt64(1)),
                reader.IsDBNull(2) ? null : new Money(reader.GetInt64(2)),
                reader.IsDBNull(3) ? null : reader.GetBoolean(3)));
        }

        return payments;
    }

    public async Task ReleaseAsync(ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(ReleaseSql);
        WriteParameters.Add(command, contract.Value, NpgsqlDbType.Integer);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Native payments of which nobody kept the end.</summary>
    /// <param name="answer">The reply that says that it was taken.</param>
    public async Task<int> ResolveNativeAsync(
        string operation, TimeSpan settled, KeptAnswer answer, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(NativeSql);
        WriteParameters.Add(command, operation, NpgsqlDbType.Text);
        WriteParameters.Add(command, settled, NpgsqlDbType.Interval);
        WriteParameters.Add(command, answer.ContentType, NpgsqlDbType.Text);
        WriteParameters.Add(command, answer.Body, NpgsqlDbType.Bytea);
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
