using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Core.Readings;
using Strangler.Core.Records;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Payments;

/// <summary>Takes money: the debt, the ledger and the payment change in one transaction.</summary>
/// <param name="paid">Told at once of what has changed; null where nobody asks for debts here.</param>
public sealed class PaymentDesk(Database database, LedgerStore ledger, PaidSinceFeed? paid, TimeProvider time)
    : IPaymentRecords
{
    private const string Actor = "native payments";

    public async Task<PaymentOutcome> PayAsync(
        NewPayment payment, bool rehearsal, CancellationToken cancellation)
    {
        PaymentOutcome outcome;
        await using (NpgsqlConnection connection = await database.ConnectAsync(cancellation))
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
            await ContractLock.TakeAsync(connection, payment.Contract, cancellation);
            outcome = await DecideAsync(connection, payment, cancellation) is { } decided
                ? decided
                : await TakeAsync(connection, transaction, payment, cancellation);
            if (outcome is not PaymentOutcome.Taken || rehearsal)
            {
                return outcome;
            }

            await transaction.CommitAsync(cancellation);
        }

        await TellAsync(payment.Contract);
        return outcome;
    }

    public async Task SetReferenceAsync(
        ContractNumber contract, bool inForce, bool rehearsal, CancellationToken cancellation)
    {
        await using (NpgsqlConnection connection = await database.ConnectAsync(cancellation))
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
            await using NpgsqlCommand change = new(
                inForce
                    ? "DELETE FROM native_reference_cancelled WHERE contract = $1"
                    : "INSERT INTO native_reference_cancelled (contract) VALUES ($1) ON CONFLICT DO NOTHING",
                connection);
            change.AddValue(contract.Value);
            if (await change.ExecuteNonQueryAsync(cancellation) == 0 || rehearsal)
            {
                return;
            }

            await NotifyAsync(connection, contract, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await TellAsync(contract);
    }

    /// <summary>Null where it is to be taken.</summary>
    private static async Task<PaymentOutcome?> DecideAsync(
        NpgsqlConnection connection, NewPayment payment, CancellationToken cancellation)
    {
        await using NpgsqlCommand known = new(PaymentSql.Known, connection);
        known.AddValue(payment.Contract.Value);
        known.AddValue(payment.Write);
        known.Parameters.Add(Optional(payment.Ticket));
        await using NpgsqlDataReader reader = await known.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return reader.GetBoolean(0) ? new PaymentOutcome.Repeated()
            : reader.GetBoolean(1) ? new PaymentOutcome.ReferenceCancelled()
            : null;
    }

    private async Task<PaymentOutcome> TakeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, NewPayment payment,
        CancellationToken cancellation)
    {
        PaymentSplit? split = PaymentSplit.Of(
            payment.Amount, await OwedAsync(connection, payment.Contract, cancellation),
            await OpenDocuments.ReadAsync(connection, payment.Contract, cancellation));
        if (split is null)
        {
            return new PaymentOutcome.NothingOwed();
        }

        DateOnly today = LocalDay.Of(time.GetUtcNow());
        EntryDraft draft = new(
            payment.Contract, KeyOf(payment.Write), "payment-received", today, null, Actor,
            $"channel {payment.Method.Channel}, form {payment.Method.Form}", PostingsOf(split));
        IReadOnlyList<LedgerOutcome> posted =
            await ledger.AppendAsync(connection, transaction, [draft], cancellation);
        if (posted[0] is LedgerOutcome.Refused refused)
        {
            return new PaymentOutcome.Refused(refused.Detail);
        }

        await AddAsync(connection, payment, split, cancellation);
        foreach (OpenAmount part in split.Documents)
        {
            await OpenDocuments.SettleAsync(
                connection, part.Document, part.Owed, today, KeyOf(payment.Write), cancellation);
        }

        await NotifyAsync(connection, payment.Contract, cancellation);
        return new PaymentOutcome.Taken(split);
    }

    internal static string KeyOf(string write) => $"payment/{write}";

    private static Posting[] PostingsOf(PaymentSplit split)
    {
        Posting[] postings =
        [
            new(LedgerAccount.Cash, split.Amount), new(LedgerAccount.Receivable, Money.Zero - split.Settled),
            new(LedgerAccount.CustomerCredit, Money.Zero - split.Credit),
        ];
        return [.. postings.Where(posting => posting.Amount != Money.Zero)];
    }

    private static async Task<List<OwedInvoice>> OwedAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(PaymentSql.Owed, connection);
        command.AddValue(contract.Value);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<OwedInvoice> owed = [];
        while (await reader.ReadAsync(cancellation))
        {
            owed.Add(new OwedInvoice(reader.GetInt32(0), new Money(reader.GetInt64(1))));
        }

        return owed;
    }

    private async Task AddAsync(
        NpgsqlConnection connection, NewPayment payment, PaymentSplit split, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(PaymentSql.Add, connection);
        command.AddValue(payment.Contract.Value);
        command.AddValue(payment.Write);
        command.Parameters.Add(Optional(payment.Ticket));
        command.AddValue(payment.Method.Channel.ToString());
        command.AddValue(payment.Method.Form);
        command.AddValue(split.Amount.Centavos);
        command.AddValue(split.Credit.Centavos);
        command.AddValue(payment.Paid);
        command.AddValue(time.GetUtcNow());
        command.AddValue(split.Invoices.Select(one => one.Id).ToArray());
        command.AddValue(split.Invoices.Select(one => one.Amount.Centavos).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    internal static async Task NotifyAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(PaymentSql.Tell, connection);
        command.AddValue(contract.Value);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>It is kept already: what this fails to tell, the announcement tells a moment later.</summary>
    private async Task TellAsync(ContractNumber contract)
    {
        if (paid is not null)
        {
            await paid.TryRefreshAsync(contract);
        }
    }

    private static NpgsqlParameter Optional(string? text) =>
        new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text, Value = (object?)text ?? DBNull.Value };
}
