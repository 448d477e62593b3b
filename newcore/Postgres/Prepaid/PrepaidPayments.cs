using Npgsql;
using NpgsqlTypes;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Prepaid;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Prepaid;

/// <summary>
/// What follows a payment of a contract with a prepaid agreement, in the payment's transaction: charges are set off,
/// and nothing is asked for any more.
/// </summary>
internal static class PrepaidPayments
{
    private const string Sql = $"""
        SELECT {KeptAgreement.Columns} FROM prepaid_account a WHERE a.contract = ANY ($1) ORDER BY a.contract
        """;

    /// <summary>Payments that were posted just now, by contract: their key, and what of them is credit.</summary>
    public static async Task FollowAsync(
        LedgerStore ledger, NpgsqlConnection connection, NpgsqlTransaction transaction,
        IReadOnlyDictionary<int, (string Key, Money Credit)> paid, DateOnly today, DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (paid.Count == 0)
        {
            return;
        }

        int[] contracts = [.. paid.Keys.Order()];
        List<KeptAgreement> agreements = await ReadAsync(connection, contracts, toChange: true, cancellation);
        Dictionary<int, LedgerBalances> balances =
            await PrepaidMoney.LockAsync(connection, contracts, cancellation);
        List<EntryDraft> drafts = [];
        await using NpgsqlBatch changes = new(connection);
        foreach (KeptAgreement agreement in agreements)
        {
            (string key, Money credit) = paid[agreement.Contract.Value];
            LedgerBalances after = balances.GetValueOrDefault(agreement.Contract.Value);
            changes.BatchCommands.Add(Follow(agreement, key, credit, after, today, drafts).Saving(now));
        }

        await PrepaidMoney.PostAsync(ledger, connection, transaction, drafts, cancellation);
        await changes.ExecuteNonQueryAsync(cancellation);
    }

    private static KeptAgreement Follow(
        KeptAgreement agreement, string key, Money credit, LedgerBalances balances, DateOnly today,
        List<EntryDraft> drafts)
    {
        const string Who = "prepaid";
        ContractNumber contract = agreement.Contract;
        PrepaidAccount account = agreement.Account;
        MeterCounters counters = account.Counters with { Loaded = account.Counters.Loaded + credit };
        Money available = balances.Available;
        if (PrepaidEntries.MeterDifference(
            contract, $"{key}/meter", today, Who, "the meter had loaded it before", account.Counters, counters)
            is { } difference)
        {
            drafts.Add(difference);
            available -= PrepaidMoney.Of(difference, LedgerAccount.CustomerCredit);
        }

        Money setOff = PrepaidEntries.ToSetOff(account.Owed, available);
        if (setOff != Money.Zero)
        {
            drafts.Add(PrepaidEntries.SetOff(contract, key, today, Who, setOff));
        }

        if (balances.Current != Money.Zero)
        {
            drafts.Add(PrepaidEntries.ZeroCurrent(contract, key, today, Who, "paid", balances.Current));
        }

        return agreement with
        {
            Account = account with
            {
                Owed = account.Owed - setOff,
                Requested = Money.Zero,
                TopUps = account.TopUps + 1,
                Counters = counters,
            },
            ArrearsOn = null,
        };
    }

    internal static async Task<List<KeptAgreement>> ReadAsync(
        NpgsqlConnection connection, int[] contracts, bool toChange, CancellationToken cancellation)
    {
        NpgsqlBatchCommand command = new(toChange ? $"{Sql} FOR UPDATE" : Sql);
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands = { command.With(contracts, NpgsqlDbType.Integer) },
        };
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        List<KeptAgreement> agreements = [];
        while (await reader.ReadAsync(cancellation))
        {
            agreements.Add(KeptAgreement.Read(reader));
        }

        return agreements;
    }
}
