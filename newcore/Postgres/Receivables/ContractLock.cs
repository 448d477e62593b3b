using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Receivables;

/// <summary>
/// Held to the end of the transaction by whoever decides on a contract's open documents, so that two never settle the
/// same debt.
/// </summary>
internal static class ContractLock
{
    /// <summary>The first half of the advisory lock's key: an arbitrary number that is ours.</summary>
    private const int Space = 0x5265_6376;

    private const string Sql = "SELECT pg_advisory_xact_lock($1, $2)";

    private const string TrySql = """
        SELECT number FROM unnest($2) AS wanted (number) WHERE pg_try_advisory_xact_lock($1, number)
        """;

    public static async Task TakeAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(Sql, connection);
        command.AddValue(Space);
        command.AddValue(contract.Value);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The same as one of several statements; those after it see what its last holder did.</summary>
    public static NpgsqlBatchCommand Taking(ContractNumber contract) =>
        new NpgsqlBatchCommand(Sql).With(Space).With(contract.Value);

    /// <summary>Takes those of many that nobody holds, and returns their numbers.</summary>
    public static NpgsqlBatchCommand TryTaking(int[] contracts) =>
        new NpgsqlBatchCommand(TrySql).With(Space).With(contracts, NpgsqlDbType.Integer);

    /// <summary>Whether the contract's stream has an entry of this key.</summary>
    public static async Task<bool> IsPostedAsync(
        NpgsqlConnection connection, ContractNumber contract, string key, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(
            "SELECT 1 FROM ledger_entry WHERE contract = $1 AND idempotency_key = $2", connection);
        command.AddValue(contract.Value);
        command.AddValue(key);
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }
}
