using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Receivables;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Receivables;

/// <summary>
/// Money for a contract: payments, deposits, instalments. Each call is one transaction, and happens once.
/// </summary>
public sealed class ReceivableDesk(Database database, LedgerStore ledger, TimeProvider time)
{
    private const string AddDepositSql = """
        INSERT INTO receivable_deposit (contract, reference, kind, amount, who, taken_at) VALUES (
            $1, $2, $3, $4, $5, $6)
        """;

    private const string UseDepositSql = """
        UPDATE receivable_deposit SET used = used + $3, draws = draws + 1 WHERE contract = $1 AND reference = $2
        """;

    /// <summary>What a contract owes, document by document; disputed ones apart.</summary>
    public async Task<IReadOnlyList<OpenAmount>> OpenAsync(ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        return await OpenDocuments.ReadAsync(connection, contract, cancellation);
    }

    /// <summary>The oldest documents first; what is over is the customer's, available.</summary>
    /// <param name="reference">Of the payment: the same again does nothing.</param>
    public Task<ReceivableOutcome> PayAsync(
        ContractNumber contract, string reference, Money amount, DateOnly day, string who,
        CancellationToken cancellation) => amount <= Money.Zero
        ? Task.FromResult<ReceivableOutcome>(new ReceivableOutcome.Refused("A payment is above zero."))
        : InTransactionAsync(
            contract, $"payment/{reference}",
            async desk => await desk.ApplyAsync(
                "payment-received", LedgerAccount.Cash, amount, day, who, $"payment {reference}", cancellation),
            cancellation);

    public Task<ReceivableOutcome> TakeDepositAsync(
        ContractNumber contract, string reference, DepositKind kind, Money amount, DateOnly day, string who,
        CancellationToken cancellation) => amount <= Money.Zero
        ? Task.FromResult<ReceivableOutcome>(new ReceivableOutcome.Refused("A deposit is above zero."))
        : InTransactionAsync(
            contract, $"deposit/{reference}/taken",
            async desk =>
            {
                await using NpgsqlCommand command = new(AddDepositSql, desk.Connection);
                command.AddValue(contract.Value);
                command.AddValue(reference);
                command.AddValue(DepositRows.Text(kind));
                command.AddValue(amount.Centavos);
                command.AddValue(who);
                command.AddValue(time.GetUtcNow());
                await command.ExecuteNonQueryAsync(cancellation);
                if (kind == DepositKind.Advance)
                {
                    await AdvanceDocument.AddAsync(desk.Connection, contract, amount, day, cancellation);
                }

                ReceivableOutcome? refusal = await desk.PostAsync(
                    "deposit-taken", day, who, $"{DepositRows.Text(kind)} {reference}",
                    [new(LedgerAccount.Cash, amount), new(DepositRows.Account(kind), Money.Zero - amount)], null,
                    cancellation);
                return refusal ?? new ReceivableOutcome.Done([], amount);
            },
            cancellation);

    /// <summary>Sets a deposit against the oldest documents.</summary>
    /// <param name="draw">Names a draw on a retainer; a deposit is used once, whatever this is.</param>
    /// <param name="asked">Null: all that can be used.</param>
    public Task<ReceivableOutcome> UseDepositAsync(
        ContractNumber contract, string reference, string draw, Money? asked, DateOnly day, string who,
        CancellationToken cancellation) => InTransactionAsync(
        contract, $"deposit/{reference}/used/{draw}",
        async desk =>
        {
            if (await DepositRows.FindAsync(desk.Connection, contract, reference, cancellation) is not { } deposit)
            {
                return new ReceivableOutcome.Refused($"There is no deposit {reference}.");
            }

            Money owed = new(
                (await OpenDocuments.ReadAsync(desk.Connection, contract, cancellation)).Sum(one => one.Owed.Centavos));
            if (deposit.Use(owed, asked) is not DepositUse.Now use)
            {
                return new ReceivableOutcome.Refused(((DepositUse.Refused)deposit.Use(owed, asked)).Reason);
            }

            await using NpgsqlCommand command = new(UseDepositSql, desk.Connection);
            command.AddValue(contract.Value);
            command.AddValue(reference);
            command.AddValue(use.Amount.Centavos);
            await command.ExecuteNonQueryAsync(cancellation);
            return await desk.ApplyAsync(
                "deposit-used", DepositRows.Account(deposit.Kind), use.Amount, day, who, $"deposit {reference}",
                cancellation);
        },
        cancellation);

    /// <summary>Sets what is held for the customer, available, against the oldest documents.</summary>
    /// <param name="reference">Of this use: the same again does nothing.</param>
    /// <param name="asked">Null: all that is held, or all that is owed where that is less.</param>
    public Task<ReceivableOutcome> UseBalanceAsync(
        ContractNumber contract, string reference, Money? asked, DateOnly day, string who,
        CancellationToken cancellation) => InTransactionAsync(
        contract, $"balance/{reference}",
        async desk =>
        {
            Money held = await AvailableAsync(desk.Connection, contract, cancellation);
            Money owed = new(
                (await OpenDocuments.ReadAsync(desk.Connection, contract, cancellation)).Sum(one => one.Owed.Centavos));
            Money most = held < owed ? held : owed;
            Money use = asked ?? most;
            return use <= Money.Zero || use > most
                ? new ReceivableOutcome.Refused($"{held} is held and {owed} is owed: {use} cannot be set against it.")
                : await desk.ApplyAsync(
                    "balance-used", LedgerAccount.CustomerCredit, use, day, who, $"balance {reference}", cancellation);
        },
        cancellation);

    /// <summary>The contract's lock is held: nobody else changes it.</summary>
    private static async Task<Money> AvailableAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(
            "SELECT available FROM ledger_stream WHERE contract = $1", connection);
        command.AddValue(contract.Value);
        return new Money(await command.ExecuteScalarAsync(cancellation) as long? ?? 0);
    }

    private async Task<ReceivableOutcome> InTransactionAsync(
        ContractNumber contract, string key, Func<ReceivablePosting, Task<ReceivableOutcome>> work,
        CancellationToken cancellation)
    {
        if (key.Length > EntryLimits.KeyLength)
        {
            return new ReceivableOutcome.Refused("The reference is too long.");
        }

        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await ContractLock.TakeAsync(connection, contract, cancellation);
        if (await ContractLock.IsPostedAsync(connection, contract, key, cancellation))
        {
            return new ReceivableOutcome.Done([], Money.Zero, Repeated: true);
        }

        ReceivableOutcome outcome =
            await work(new ReceivablePosting(ledger, connection, transaction, contract, key));
        if (outcome is ReceivableOutcome.Done)
        {
            await transaction.CommitAsync(cancellation);
        }

        return outcome;
    }
}
