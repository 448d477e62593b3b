using System.Globalization;
using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Core.Payments.Receipts;
using Strangler.Core.Payments.References;
using Strangler.Core.Readings;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Debits;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Payments.Refunds;

/// <summary>
/// Gives a customer's available credit back to a bank account: blocked when asked, approved by somebody else, sent, and
/// posted as paid out when it has arrived.
/// </summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class RefundDesk(Database database, LedgerStore ledger, TimeProvider time)
{
    /// <summary>Refunds of one order file.</summary>
    public const int Most = 10_000;

    private const string Columns =
        "id, contract::integer, reference, amount::bigint, account, state, requested_by, approved_by, provider";

    private const string FindSql =
        $"SELECT {Columns} FROM payment_refund WHERE contract = $1 AND reference = $2 FOR UPDATE";

    private const string ListSql =
        $"SELECT {Columns} FROM payment_refund WHERE state = ANY ($1) ORDER BY id LIMIT $2";

    private const string AddSql = """
        INSERT INTO payment_refund (
            contract, reference, amount, account, state, why, requested_by, requested_at)
        VALUES ($1, $2, $3, $4, 'requested', $5, $6, $7)
        """;

    private const string ApproveSql = """
        UPDATE payment_refund SET state = 'approved', approved_by = $3, approved_at = $4
        WHERE contract = $1 AND reference = $2
        """;

    private const string EndSql = """
        UPDATE payment_refund SET state = $3, ended_by = $4, ended_at = $5, outcome = $6
        WHERE contract = $1 AND reference = $2
        """;

    private const string SendSql = $"""
        WITH number AS MATERIALIZED (SELECT nextval('payment_refund_batch') AS batch),
        chosen AS (
            SELECT contract, reference FROM payment_refund WHERE state = 'approved' AND provider IS NULL
            ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
        UPDATE payment_refund r SET state = 'sent', batch = (SELECT batch FROM number)
        FROM chosen c WHERE r.contract = c.contract AND r.reference = c.reference
        RETURNING r.id, r.contract::integer, r.reference, r.amount::bigint, r.account, r.state, r.requested_by,
            r.approved_by, r.provider
        """;

    private const string OfChargeSql = $"""
        SELECT {Columns} FROM payment_refund
        WHERE provider = $1 AND charge = $2 AND amount = $3 AND state IN ('asked', 'sent', 'done')
        """;

    private static readonly string[] Living = ["requested", "approved", "asked", "sent"];

    /// <summary>Under way: to the bank, or at a provider.</summary>
    private static readonly string[] Under = ["asked", "sent"];

    /// <param name="reference">Names it: the same again does nothing. At most 60 characters.</param>
    public async Task<DeskOutcome> RequestAsync(
        ContractNumber contract, string reference, Money amount, Clabe account, string who, string why,
        CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        DeskOutcome outcome = await RequestAsync(
            connection, transaction, contract, reference, amount, account, who, why, cancellation);
        if (outcome is DeskOutcome.Done)
        {
            await transaction.CommitAsync(cancellation);
        }

        return outcome;
    }

    /// <summary>The same in the caller's transaction, which commits it where it is done.</summary>
    internal async Task<DeskOutcome> RequestAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, ContractNumber contract, string reference,
        Money amount, Clabe account, string who, string why, CancellationToken cancellation)
    {
        await ContractLock.TakeAsync(connection, contract, cancellation);
        if (await FindAsync(connection, contract, reference, cancellation) is { } there)
        {
            return there.Amount == amount && there.Account == account ? new DeskOutcome.Repeated()
                : new DeskOutcome.Refused($"Reference {reference} names another refund.");
        }

        Money available = await AvailableAsync(connection, contract, cancellation);
        if (amount <= Money.Zero || amount > available)
        {
            return new DeskOutcome.Refused($"{available} is available: {amount} cannot be given back.");
        }

        await PostAsync(
            connection, transaction, contract, reference, "requested",
            [new(LedgerAccount.CustomerCredit, amount), new(LedgerAccount.CustomerBlocked, Money.Zero - amount)], who,
            cancellation);
        await using NpgsqlCommand add = new(AddSql, connection);
        add.AddValue(contract.Value);
        add.AddValue(reference);
        add.AddValue(amount.Centavos);
        add.AddValue(account.Digits);
        add.AddValue(why);
        add.AddValue(who);
        add.AddValue(time.GetUtcNow());
        await add.ExecuteNonQueryAsync(cancellation);
        return new DeskOutcome.Done($"{amount} is blocked until the refund is decided.");
    }

    /// <param name="who">Not who asked.</param>
    public async Task<DeskOutcome> ApproveAsync(
        ContractNumber contract, string reference, string who, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        switch (await FindAsync(connection, contract, reference, cancellation))
        {
            case null:
                return NotThere(contract, reference);
            case { State: not "requested", ApprovedBy: not null }:
                return new DeskOutcome.Repeated();
            case { State: "requested" } there when !string.Equals(
                there.RequestedBy, who, StringComparison.OrdinalIgnoreCase):
                await using (NpgsqlCommand approve = new(ApproveSql, connection))
                {
                    approve.AddValue(contract.Value);
                    approve.AddValue(reference);
                    approve.AddValue(who);
                    approve.AddValue(time.GetUtcNow());
                    await approve.ExecuteNonQueryAsync(cancellation);
                }

                await transaction.CommitAsync(cancellation);
                return new DeskOutcome.Done($"{there.Amount} goes with the next file.");
            case { State: "requested" }:
                return new DeskOutcome.Refused("Who asked for a refund does not approve it.");
            default:
                return new DeskOutcome.Refused("It was rejected.");
        }
    }

    /// <summary>Nothing goes: the credit is available again.</summary>
    public Task<DeskOutcome> RejectAsync(
        ContractNumber contract, string reference, string who, string why, CancellationToken cancellation) =>
        EndAsync(contract, reference, ["requested", "approved"], "rejected", who, why, cancellation);

    /// <summary>It has arrived: the blocked money is paid out.</summary>
    public Task<DeskOutcome> DoneAsync(
        ContractNumber contract, string reference, string who, CancellationToken cancellation) =>
        EndAsync(contract, reference, Under, "done", who, "arrived", cancellation);

    /// <summary>The bank gave it back: the credit is available again.</summary>
    public Task<DeskOutcome> FailedAsync(
        ContractNumber contract, string reference, string who, string why, CancellationToken cancellation) =>
        EndAsync(contract, reference, Under, "failed", who, why, cancellation);

    /// <summary>
    /// Takes what is approved for an order to the bank; each goes into one order only. What a provider is to give back
    /// does not go there.
    /// </summary>
    public Task<IReadOnlyList<KeptRefund>> SendAsync(CancellationToken cancellation)
    {
        NpgsqlCommand command = database.Command(SendSql);
        command.AddValue(Most);
        return ReadAsync(command, cancellation);
    }

    /// <summary>Those not ended, the oldest first.</summary>
    public Task<IReadOnlyList<KeptRefund>> ListAsync(int limit, CancellationToken cancellation)
    {
        NpgsqlCommand command = database.Command(ListSql);
        command.AddValue(Living);
        command.AddValue(limit);
        return ReadAsync(command, cancellation);
    }

    /// <summary>A provider tells that money was given back: where that is a refund of ours, it has arrived.</summary>
    /// <returns>The refund; null: it is none of ours.</returns>
    internal async Task<KeptRefund?> ArrivedAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PaymentFact told,
        CancellationToken cancellation)
    {
        NpgsqlCommand command = new(OfChargeSql, connection);
        command.AddValue(told.Provider);
        command.AddValue(told.Charge ?? "");
        command.AddValue(told.Amount.Centavos);
        if ((await ReadAsync(command, cancellation)).SingleOrDefault() is not { } found)
        {
            return null;
        }

        await ContractLock.TakeAsync(connection, found.Contract, cancellation);
        KeptRefund there = (await FindAsync(connection, found.Contract, found.Reference, cancellation))!;
        if (Under.Contains(there.State))
        {
            await EndAsync(connection, transaction, there, "done", told.Provider, "arrived", cancellation);
        }

        return there.State is "failed" ? null : there;
    }

    private async Task<DeskOutcome> EndAsync(
        ContractNumber contract, string reference, string[] from, string to, string who, string why,
        CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await ContractLock.TakeAsync(connection, contract, cancellation);
        if (await FindAsync(connection, contract, reference, cancellation) is not { } there)
        {
            return NotThere(contract, reference);
        }

        if (!from.Contains(there.State))
        {
            return there.State == to ? new DeskOutcome.Repeated()
                : new DeskOutcome.Refused($"It is {there.State}, so it cannot be {to}.");
        }

        await EndAsync(connection, transaction, there, to, who, why, cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done($"The refund of {there.Amount} is {to}.");
    }

    private async Task EndAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, KeptRefund there, string to, string who,
        string why, CancellationToken cancellation)
    {
        (ContractNumber contract, string reference) = (there.Contract, there.Reference);
        LedgerAccount account = to == "done" ? LedgerAccount.Cash : LedgerAccount.CustomerCredit;
        await PostAsync(
            connection, transaction, contract, reference, to,
            [new(LedgerAccount.CustomerBlocked, there.Amount), new(account, Money.Zero - there.Amount)], who,
            cancellation);
        await using NpgsqlCommand end = new(EndSql, connection);
        end.AddValue(contract.Value);
        end.AddValue(reference);
        end.AddValue(to);
        end.AddValue(who);
        end.AddValue(time.GetUtcNow());
        end.AddValue(why.Length > 200 ? why[..200] : why);
        await end.ExecuteNonQueryAsync(cancellation);
    }

    private async Task PostAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, ContractNumber contract, string reference,
        string step, Posting[] postings, string who, CancellationToken cancellation)
    {
        EntryDraft draft = new(
            contract, string.Create(CultureInfo.InvariantCulture, $"refund/{reference}/{step}"), $"refund-{step}",
            LocalDay.Of(time.GetUtcNow()), null, who, $"refund {reference}", postings);
        if ((await ledger.AppendAsync(connection, transaction, [draft], cancellation))[0]
            is LedgerOutcome.Refused refused)
        {
            throw new InvalidOperationException($"The ledger refuses a refund: {refused.Detail}");
        }
    }

    private static DeskOutcome.Refused NotThere(ContractNumber contract, string reference) =>
        new($"Contract {contract} has no refund {reference}.");

    private static async Task<Money> AvailableAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(
            "SELECT available FROM ledger_stream WHERE contract = $1", connection);
        command.AddValue(contract.Value);
        return new Money(await command.ExecuteScalarAsync(cancellation) as long? ?? 0);
    }

    private static async Task<KeptRefund?> FindAsync(
        NpgsqlConnection connection, ContractNumber contract, string reference, CancellationToken cancellation)
    {
        NpgsqlCommand command = new(FindSql, connection);
        command.AddValue(contract.Value);
        command.AddValue(reference);
        return (await ReadAsync(command, cancellation)).SingleOrDefault();
    }

    private static async Task<IReadOnlyList<KeptRefund>> ReadAsync(
        NpgsqlCommand command, CancellationToken cancellation)
    {
        await using NpgsqlCommand owned = command;
        await using NpgsqlDataReader reader = await owned.ExecuteReaderAsync(cancellation);
        List<KeptRefund> refunds = [];
        while (await reader.ReadAsync(cancellation))
        {
            refunds.Add(new KeptRefund(
                reader.GetInt64(0), new ContractNumber(reader.GetInt32(1)), reader.GetString(2),
                new Money(reader.GetInt64(3)), KeptMandate.AccountOf(reader.GetString(4)), reader.GetString(5),
                reader.GetString(6), reader.IsDBNull(7) ? null : reader.GetString(7),
                reader.IsDBNull(8) ? null : reader.GetString(8)));
        }

        return refunds;
    }
}
