using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Prepaid;

/// <summary>Balances of several contracts, as the ledger has them now, and nobody posts to them meanwhile.</summary>
internal static class PrepaidMoney
{
    private const string Sql = $"""
        SELECT {StreamRows.Columns} FROM ledger_stream WHERE contract = ANY ($1) ORDER BY contract FOR UPDATE
        """;

    public static async Task<Dictionary<int, LedgerBalances>> LockAsync(
        NpgsqlConnection connection, int[] contracts, CancellationToken cancellation)
    {
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand(Sql).With(contracts, NpgsqlDbType.Integer) },
        };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        Dictionary<int, LedgerBalances> balances = [];
        while (await reader.ReadAsync(cancellation))
        {
            LedgerStream stream = StreamRows.Read(reader);
            balances[stream.Contract.Value] = stream.Balances;
        }

        return balances;
    }

    /// <summary>What a draft posts to one account.</summary>
    public static Money Of(EntryDraft draft, LedgerAccount account) => new(
        draft.Postings.Where(posting => posting.Account == account).Sum(posting => posting.Amount.Centavos));

    /// <exception cref="InvalidOperationException">The ledger refuses: a bug.</exception>
    public static async Task PostAsync(
        LedgerStore ledger, NpgsqlConnection connection, NpgsqlTransaction transaction,
        IReadOnlyList<EntryDraft> drafts, CancellationToken cancellation)
    {
        for (int from = 0; from < drafts.Count; from += LedgerStore.BatchLimit)
        {
            foreach (LedgerOutcome outcome in await ledger.AppendAsync(
                connection, transaction, [.. drafts.Skip(from).Take(LedgerStore.BatchLimit)], cancellation))
            {
                if (outcome is LedgerOutcome.Refused refused)
                {
                    throw new InvalidOperationException($"The ledger refuses a prepaid entry: {refused.Detail}");
                }
            }
        }
    }
}
