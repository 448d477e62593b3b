using System.Globalization;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Core.Prepaid;
using Strangler.Core.Readings;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Prepaid;

/// <summary>Meters that keep credit themselves: their counters and ours are brought together.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class PrepaidMeters(Database database, LedgerStore ledger, TimeProvider time)
{
    private const string PairSql = """
        INSERT INTO prepaid_meter (contract, device, base_loaded, base_used, loaded, used, reported_at)
        SELECT contract, $2, greatest(loaded, meter_loaded) - $3, greatest(used, meter_used) - $4, $3, $4, $5
        FROM prepaid_account WHERE contract = $1
        ON CONFLICT (contract) DO UPDATE SET device = EXCLUDED.device, base_loaded = EXCLUDED.base_loaded,
            base_used = EXCLUDED.base_used, loaded = EXCLUDED.loaded, used = EXCLUDED.used,
            reported_at = EXCLUDED.reported_at
            WHERE prepaid_meter.device <> EXCLUDED.device
        """;

    private const string FindSql =
        "SELECT contract, base_loaded, base_used, reports FROM prepaid_meter WHERE device = $1";

    private const string ReportSql = """
        UPDATE prepaid_meter SET loaded = greatest(loaded, $2), used = greatest(used, $3), reports = reports + 1,
            reported_at = $4
        WHERE contract = $1
        """;

    /// <summary>From now on the meter's counters count, from where they stand; another meter takes its place.</summary>
    public async Task<DeskOutcome> PairAsync(
        ContractNumber contract, string device, Money loaded, Money used, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = database.Command(PairSql);
        command.AddValue(contract.Value);
        command.AddValue(device);
        command.AddValue(loaded.Centavos);
        command.AddValue(used.Centavos);
        command.AddValue(time.GetUtcNow());
        return await command.ExecuteNonQueryAsync(cancellation) == 1
            ? new DeskOutcome.Done($"Contract {contract} has a meter with credit.") : new DeskOutcome.Repeated();
    }

    /// <summary>Reports may come late, twice and in any order: only what is higher than before counts.</summary>
    /// <param name="loaded">Since the meter was made.</param>
    /// <param name="used">Since the meter was made.</param>
    /// <returns>Null where no agreement has this meter.</returns>
    public async Task<MeterSync?> ReportAsync(
        string device, Money loaded, Money used, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        if (await FindAsync(connection, device, cancellation) is not { } contract)
        {
            return null;
        }

        await ContractLock.TakeAsync(connection, contract, cancellation);
        (Money baseLoaded, Money baseUsed, int reports) = await BaseAsync(connection, device, cancellation);
        KeptAgreement agreement = (await PrepaidPayments.ReadAsync(
            connection, [contract.Value], toChange: true, cancellation)).Single();
        MeterCounters before = agreement.Account.Counters;
        MeterCounters after = before.Report(loaded + baseLoaded, used + baseUsed);
        LedgerBalances balances = (await PrepaidMoney.LockAsync(connection, [contract.Value], cancellation))
            .GetValueOrDefault(contract.Value);
        DateTimeOffset now = time.GetUtcNow();
        string key = string.Create(
            CultureInfo.InvariantCulture, $"prepaid-meter:{contract.Value}:{device}:{reports + 1}");
        (List<EntryDraft> drafts, KeptAgreement changed) =
            Merge(agreement, after, balances, key, LocalDay.Of(now));
        await PrepaidMoney.PostAsync(ledger, connection, transaction, drafts, cancellation);
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                changed.Saving(now),
                new NpgsqlBatchCommand(ReportSql)
                    .With(contract.Value).With(loaded.Centavos).With(used.Centavos).With(now),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new MeterSync(
            after.LoadedAhead - before.LoadedAhead, after.UsedAhead - before.UsedAhead,
            after.Loaded > after.MeterLoaded ? after.Loaded - after.MeterLoaded : Money.Zero);
    }

    private static (List<EntryDraft> Drafts, KeptAgreement After) Merge(
        KeptAgreement agreement, MeterCounters after, LedgerBalances balances, string key, DateOnly today)
    {
        const string Who = "prepaid meters";
        List<EntryDraft> drafts = [];
        PrepaidAccount account = agreement.Account;
        Money owed = account.Owed;
        Money available = balances.Available;
        if (PrepaidEntries.MeterDifference(
            account.Contract, key, today, Who, "the meter's counters are ahead", account.Counters, after)
            is { } difference)
        {
            drafts.Add(difference);
            owed += PrepaidMoney.Of(difference, LedgerAccount.Receivable);
            available -= PrepaidMoney.Of(difference, LedgerAccount.CustomerCredit);
            Money setOff = PrepaidEntries.ToSetOff(owed, available);
            if (setOff != Money.Zero)
            {
                drafts.Add(PrepaidEntries.SetOff(account.Contract, key, today, Who, setOff));
                owed -= setOff;
            }
        }

        bool toppedUp = after.LoadedAhead > account.Counters.LoadedAhead;
        return (drafts, agreement with
        {
            Account = account with
            {
                Owed = owed,
                Counters = after,
                TopUps = account.TopUps + (toppedUp ? 1 : 0),
            },
        });
    }

    private static async Task<ContractNumber?> FindAsync(
        NpgsqlConnection connection, string device, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(FindSql, connection);
        command.AddValue(device);
        return await command.ExecuteScalarAsync(cancellation) is int contract ? new ContractNumber(contract) : null;
    }

    private static async Task<(Money Loaded, Money Used, int Reports)> BaseAsync(
        NpgsqlConnection connection, string device, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(FindSql, connection);
        command.AddValue(device);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return (new Money(row.GetInt64(1)), new Money(row.GetInt64(2)), row.GetInt32(3));
    }
}
