using Npgsql;
using Strangler.Core.Cutover;
using Strangler.Core.Identity;
using Strangler.Core.Readings;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Cutover;

/// <summary>Brings a group's opening balances over, a batch of contracts at a time.</summary>
internal sealed class OpeningBalances(Database database, TimeProvider time)
{
    /// <summary>Contracts of one transaction.</summary>
    private const int BatchSize = 500;

    private const string ContractsSql = """
        SELECT coalesce(array_agg(number::integer ORDER BY number), '{}') FROM legacy_contract
        WHERE service_area = $1 AND zone = $2
        """;

    /// <param name="progress">Told the contracts done, and all.</param>
    public async Task<CutoverOutcome> BringOverAsync(
        BillingGroup group, string who, string why, IProgress<(int Done, int All)>? progress,
        CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        int[] contracts = await ContractsAsync(connection, group, cancellation);
        if (contracts.Length == 0)
        {
            return new CutoverOutcome.Refused($"Billing group {group} has no contracts.");
        }

        if (await BeginAsync(connection, group, who, why, cancellation) is not { } attempt)
        {
            return new CutoverOutcome.Refused($"Billing group {group} is the native core's already.");
        }

        (int invoices, int changed) = (0, 0);
        await using LedgerStore ledger = new(database, time);
        for (int done = 0; done < contracts.Length; done += BatchSize)
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
            if (await CutoverRows.LockAsync(connection, group, cancellation) != (CutoverState.Prepared, attempt))
            {
                return new CutoverOutcome.Refused($"Billing group {group}: somebody else has gone on meanwhile.");
            }

            OpeningBatch batch = new(ledger, connection, transaction, group, attempt, who, why);
            int[] some = contracts[done..Math.Min(done + BatchSize, contracts.Length)];
            (int documents, int touched) = await batch.WriteAsync(
                some, withdraw: false, LocalDay.Of(time.GetUtcNow()), cancellation);
            await transaction.CommitAsync(cancellation);
            (invoices, changed) = (invoices + documents, changed + touched);
            progress?.Report((done + some.Length, contracts.Length));
        }

        return new CutoverOutcome.Prepared(contracts.Length, invoices, changed);
    }

    public static async Task<int[]> ContractsAsync(
        NpgsqlConnection connection, BillingGroup group, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = CutoverRows.Command(connection, ContractsSql, group);
        return (int[])(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <returns>The attempt; null where the group is cut over.</returns>
    private async Task<int?> BeginAsync(
        NpgsqlConnection connection, BillingGroup group, string who, string why, CancellationToken cancellation)
    {
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        (CutoverState? state, _) = await CutoverRows.LockAsync(connection, group, cancellation);
        if (state == CutoverState.CutOver)
        {
            return null;
        }

        int attempt = await CutoverRows.SetAsync(
            connection, group, CutoverState.Prepared, who, why, time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return attempt;
    }
}
