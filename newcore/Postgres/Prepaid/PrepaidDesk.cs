using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Core.Prepaid;
using Strangler.Core.Tariffs;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Prepaid;

/// <summary>Makes and changes prepaid agreements. Each call is one transaction, and happens once.</summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class PrepaidDesk(Database database, LedgerStore ledger, TimeProvider time)
{
    private const string WhyNotSql = """
        SELECT CASE
            WHEN NOT EXISTS (SELECT FROM legacy_contract WHERE number = $1) THEN 'There is no such contract.'
            WHEN EXISTS (SELECT FROM instalment_plan WHERE contract = $1 AND state = 'active')
                THEN 'It has a payment plan: end it, or let it be paid, first.'
            WHEN $3 AND NOT EXISTS (SELECT FROM payment_mandate WHERE contract = $1 AND state = 'active')
                THEN 'It has no active mandate to debit funds by.'
            WHEN EXISTS (SELECT FROM billing_document WHERE contract = $1 AND type = $4 AND to_day >= $2)
                THEN 'It has been billed for days of the agreement.'
            WHEN EXISTS (SELECT FROM prepaid_ended WHERE contract = $1 AND until >= $2)
                THEN 'Its last agreement ended later than that: the next one begins after it.' END
        """;

    private const string EnrolSql = """
        INSERT INTO prepaid_account (contract, plan, since, household, time_zone, thresholds, emergency_limit,
            request_below, request_up_to, arrears_days, autopay, channel, enrolled_by, changed_by,
            settlement)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14)
        """;

    private const string EmergencySql = """
        UPDATE prepaid_account SET emergency_limit = $2, changed_by = $3, review_at = $4
        WHERE contract = $1 AND emergency_limit <> $2
        """;

    /// <param name="plans">The plan must be in force on the first day.</param>
    public async Task<DeskOutcome> EnrolAsync(
        NewAgreement wanted, PlanBook plans, string who, CancellationToken cancellation)
    {
        if (WhyNot(wanted, plans) is { } wrong)
        {
            return new DeskOutcome.Refused(wrong);
        }

        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await ContractLock.TakeAsync(connection, wanted.Contract, cancellation);
        if (await AgreementAsync(connection, wanted.Contract, cancellation) is { } there)
        {
            return there.Plan == wanted.Plan && there.Since == wanted.Since
                && there.Funds.Daily == wanted.Funds.Daily ? new DeskOutcome.Repeated()
                : new DeskOutcome.Refused($"Contract {wanted.Contract} is prepaid already.");
        }

        if (await WhyNotAsync(connection, wanted, cancellation) is { } why)
        {
            return new DeskOutcome.Refused(why);
        }

        await AddAsync(connection, wanted, who, cancellation);
        bool hasValve = wanted.Funds.Daily || await HasValveAsync(connection, wanted.Contract, cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done(
            $"Contract {wanted.Contract} is prepaid since {wanted.Since:yyyy-MM-dd}."
            + (hasValve ? "" : " No meter of it has a valve (meters register --valve): nothing will be restricted."));
    }

    /// <summary>Open documents of a contract become debt of an agreement, and nothing is asked for now.</summary>
    /// <param name="from">The agreement's own contract, or another of the customer's.</param>
    /// <param name="reference">Names the transfer: the same again does nothing.</param>
    public async Task<DeskOutcome> TransferAsync(
        ContractNumber contract, ContractNumber from, string reference, DateOnly day, string who,
        CancellationToken cancellation)
    {
        string key = $"prepaid-transfer:{reference}";
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        int[] contracts = [.. new[] { contract.Value, from.Value }.Distinct().Order()];
        foreach (int one in contracts)
        {
            await ContractLock.TakeAsync(connection, new ContractNumber(one), cancellation);
        }

        if (await AgreementAsync(connection, contract, cancellation) is not { } agreement)
        {
            return new DeskOutcome.Refused($"Contract {contract} is not prepaid.");
        }

        if (await ContractLock.IsPostedAsync(connection, contract, $"{key}/taken-over", cancellation))
        {
            return new DeskOutcome.Repeated();
        }

        List<OpenAmount> documents = await OpenDocuments.ReadAsync(connection, from, cancellation);
        Money debt = new(documents.Sum(one => one.Owed.Centavos));
        if (debt <= Money.Zero)
        {
            return new DeskOutcome.Refused($"Contract {from} has no open documents.");
        }

        Dictionary<int, LedgerBalances> balances =
            await PrepaidMoney.LockAsync(connection, contracts, cancellation);
        List<EntryDraft> drafts =
            Transfer(agreement, from, key, day, who, debt, balances.GetValueOrDefault(contract.Value));
        await PrepaidMoney.PostAsync(ledger, connection, transaction, drafts, cancellation);
        await using NpgsqlBatch batch = new(connection)
        {
            BatchCommands =
            {
                OpenDocuments.Settling([.. documents.Select(one => (one.Document, one.Owed, $"{key}/released"))], day),
                Owing(agreement, debt, drafts).Saving(time.GetUtcNow()),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done($"{debt} pesos of contract {from} are now the agreement's.");
    }

    /// <param name="limit">Zero: none.</param>
    public async Task<DeskOutcome> SetEmergencyAsync(
        ContractNumber contract, Money limit, string who, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        if (await AgreementAsync(connection, contract, cancellation) is null)
        {
            return new DeskOutcome.Refused($"Contract {contract} is not prepaid.");
        }

        await using NpgsqlCommand command = new(EmergencySql, connection);
        command.AddValue(contract.Value);
        command.AddValue(limit.Centavos);
        command.AddValue(who);
        command.AddValue(time.GetUtcNow());
        return await command.ExecuteNonQueryAsync(cancellation) == 0 ? new DeskOutcome.Repeated()
            : new DeskOutcome.Done($"Contract {contract} has emergency credit of {limit} pesos.");
    }

    /// <summary>A debit without funds turns it off by itself; only a person turns it on again.</summary>
    public async Task<DeskOutcome> SetAutopayAsync(
        ContractNumber contract, bool isOn, string who, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        if (await AgreementAsync(connection, contract, cancellation) is not { } agreement)
        {
            return new DeskOutcome.Refused($"Contract {contract} is not prepaid.");
        }

        if (agreement.Autopay == isOn)
        {
            return new DeskOutcome.Repeated();
        }

        if (isOn && !await PrepaidAutopay.HasMandateAsync(connection, contract, cancellation))
        {
            return new DeskOutcome.Refused("It has no active mandate to debit funds by.");
        }

        await PrepaidAutopay.SetAsync(connection, contract, isOn, who, cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done(isOn
            ? $"Funds that contract {contract} is asked for are debited." : $"Contract {contract} is not debited.");
    }

    /// <summary>Waits for nobody: what is committed is shown.</summary>
    /// <returns>Null where the contract is not prepaid.</returns>
    public async Task<PrepaidStatus?> StatusAsync(ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        if (await PrepaidPayments.ReadAsync(connection, [contract.Value], toChange: false, cancellation)
            is not [KeptAgreement agreement])
        {
            return null;
        }

        LedgerBalances balances = (await ledger.ReadStreamAsync(contract, cancellation)).Balances;
        await using NpgsqlCommand command = new(
            "SELECT desired, reason FROM prepaid_desired WHERE contract = $1", connection);
        command.AddValue(contract.Value);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new PrepaidStatus(
                agreement, balances, Enum.Parse<ValvePosition>(row.GetString(0), true), row.GetString(1))
            : new PrepaidStatus(agreement, balances, ValvePosition.Open, ValveReason.Credit);
    }

    private static string? WhyNot(NewAgreement wanted, PlanBook plans) =>
        wanted.Since.Day != 1 ? "An agreement begins with a month."
        : wanted.Terms.Thresholds.Count > CreditTerms.MostThresholds
            ? $"There are at most {CreditTerms.MostThresholds} thresholds."
        : wanted.Funds.Daily && (wanted.Terms.Thresholds.Count > 0 || wanted.Terms.EmergencyLimit > Money.Zero
            || wanted.Funds.UpTo > Money.Zero)
            ? "Who settles daily has no credit: no thresholds, emergency credit or funds in advance."
        : wanted.Terms.Thresholds.Any(one => one <= Money.Zero) ? "A threshold is above zero."
        : plans.On(wanted.Plan, wanted.Since) is null
            ? $"There is no plan '{wanted.Plan}' on {wanted.Since:yyyy-MM-dd}."
        : !TimeZoneInfo.TryFindSystemTimeZoneById(wanted.TimeZone, out _)
            ? $"There is no time zone '{wanted.TimeZone}'." : null;

    private static async Task<string?> WhyNotAsync(
        NpgsqlConnection connection, NewAgreement wanted, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(WhyNotSql, connection);
        command.AddValue(wanted.Contract.Value);
        command.AddValue(wanted.Since);
        command.AddValue(wanted.Autopay);
        command.AddValue(DocumentType.Invoice);
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    private static async Task<bool> HasValveAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(
            "SELECT EXISTS (SELECT FROM meter_device WHERE contract = $1 AND has_valve)", connection);
        command.AddValue(contract.Value);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task AddAsync(
        NpgsqlConnection connection, NewAgreement wanted, string who, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(EnrolSql, connection);
        command.AddValue(wanted.Contract.Value);
        command.AddValue(wanted.Plan);
        command.AddValue(wanted.Since);
        command.AddValue(wanted.Terms.IsHousehold);
        command.AddValue(wanted.TimeZone);
        command.AddValue(wanted.Terms.Thresholds.Select(one => one.Centavos).ToArray());
        command.AddValue(wanted.Terms.EmergencyLimit.Centavos);
        command.AddValue(wanted.Funds.Below.Centavos);
        command.AddValue(wanted.Funds.UpTo.Centavos);
        command.AddValue((short)wanted.Funds.ArrearsDays);
        command.AddValue(wanted.Autopay);
        command.AddValue(NoticeRows.Name(wanted.Channel));
        command.AddValue(who);
        command.AddValue(wanted.Funds.Daily ? KeptAgreement.DailySettlement : "prepaid");
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static List<EntryDraft> Transfer(
        KeptAgreement agreement, ContractNumber from, string key, DateOnly day, string who, Money debt,
        LedgerBalances balances)
    {
        ContractNumber contract = agreement.Contract;
        string cause = from == contract ? "old debt onto the agreement" : "old debt of another contract";
        List<EntryDraft> drafts =
        [
            PrepaidEntries.Release(from, key, day, who, cause, debt),
            PrepaidEntries.TakeOver(contract, key, day, who, cause, debt),
        ];
        Money setOff = PrepaidEntries.ToSetOff(agreement.Account.Owed + debt, balances.Available);
        if (setOff != Money.Zero)
        {
            drafts.Add(PrepaidEntries.SetOff(contract, key, day, who, setOff));
        }

        Money current = from == contract ? balances.Current : balances.Current + debt;
        if (current != Money.Zero)
        {
            drafts.Add(PrepaidEntries.ZeroCurrent(contract, key, day, who, "old debt was transferred", current));
        }

        return drafts;
    }

    private static KeptAgreement Owing(KeptAgreement agreement, Money debt, List<EntryDraft> drafts)
    {
        Money setOff = new(drafts.Where(one => one.Kind == PrepaidEntries.SetOffKind)
            .Sum(one => PrepaidMoney.Of(one, LedgerAccount.CustomerCredit).Centavos));
        return agreement with
        {
            Account = agreement.Account with
            {
                Owed = agreement.Account.Owed + debt - setOff,
                Requested = Money.Zero,
            },
            ArrearsOn = null,
        };
    }

    private static async Task<KeptAgreement?> AgreementAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation) =>
        (await PrepaidPayments.ReadAsync(connection, [contract.Value], toChange: true, cancellation))
            .SingleOrDefault();
}
