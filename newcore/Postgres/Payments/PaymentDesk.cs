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
            PaymentStanding standing = await PaymentRows.ReadAsync(connection, payment, rehearsal, cancellation);
            outcome = standing.Decided
                ?? await TakeAsync(connection, transaction, payment, standing, cancellation);
            if (outcome is not PaymentOutcome.Taken || rehearsal)
            {
                return outcome;
            }

            await CommitAsync(transaction, payment.Contract, cancellation);
        }

        await TellAsync(payment.Contract);
        return outcome;
    }

    public async Task<CancelOutcome> CancelReferenceAsync(
        ContractNumber contract, string write, bool rehearsal, CancellationToken cancellation)
    {
        CancelOutcome outcome;
        await using (NpgsqlConnection connection = await database.ConnectAsync(cancellation))
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
            await ContractLock.TakeAsync(connection, contract, cancellation);
            outcome = await CancelAsync(connection, transaction, contract, write, cancellation);
            if (outcome is not CancelOutcome.Cancelled || rehearsal)
            {
                return outcome;
            }

            await NotifyAsync(connection, contract, cancellation);
            await CommitAsync(transaction, contract, cancellation);
        }

        await TellAsync(contract);
        return outcome;
    }

    public async Task RestoreReferenceAsync(ContractNumber contract, bool rehearsal, CancellationToken cancellation)
    {
        await using (NpgsqlConnection connection = await database.ConnectAsync(cancellation))
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
            await using NpgsqlCommand restore = new(
                "DELETE FROM native_reference_cancelled WHERE contract = $1", connection);
            restore.AddValue(contract.Value);
            if (await restore.ExecuteNonQueryAsync(cancellation) == 0 || rehearsal)
            {
                return;
            }

            await NotifyAsync(connection, contract, cancellation);
            await CommitAsync(transaction, contract, cancellation);
        }

        await TellAsync(contract);
    }

    private async Task<CancelOutcome> CancelAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, ContractNumber contract, string write,
        CancellationToken cancellation)
    {
        PaymentReversal reversal = new(ledger, connection, transaction, contract);
        await using NpgsqlCommand cancel = new(
            "INSERT INTO native_reference_cancelled (contract) VALUES ($1) ON CONFLICT DO NOTHING", connection);
        cancel.AddValue(contract.Value);
        if (await reversal.WasDoneByAsync(write, cancellation) || await cancel.ExecuteNonQueryAsync(cancellation) == 0)
        {
            return new CancelOutcome.Repeated();
        }

        DateTimeOffset now = time.GetUtcNow();
        (Money amount, string? refused) = await reversal.TakeBackAsync(
            write, LocalDay.Of(now), now, Actor, cancellation);
        return refused is null ? new CancelOutcome.Cancelled(amount) : new CancelOutcome.Refused(refused);
    }

    private async Task<PaymentOutcome> TakeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, NewPayment payment, PaymentStanding standing,
        CancellationToken cancellation)
    {
        HashSet<DocumentKey?> opening = [.. standing.Owed.Select(one => one.Document)];
        PaymentSplit? split = PaymentSplit.Of(
            payment.Amount, standing.Owed, [.. standing.Documents.Where(one => !opening.Contains(one.Document))]);
        if (split is null)
        {
            return new PaymentOutcome.NothingOwed();
        }

        DateTimeOffset now = time.GetUtcNow();
        DateOnly today = LocalDay.Of(now);
        string key = KeyOf(payment.Write);
        EntryDraft draft = new(
            payment.Contract, key, "payment-received", today, null, Actor,
            $"channel {payment.Method.Channel}, form {payment.Method.Form}", PostingsOf(split.Amount, split.Credit));
        IReadOnlyList<LedgerOutcome> posted =
            await ledger.AppendAsync(connection, transaction, [draft], cancellation);
        if (posted[0] is LedgerOutcome.Refused refused)
        {
            return new PaymentOutcome.Refused(refused.Detail);
        }

        await PaymentRows.AddAsync(
            connection, payment, split, now, today, key, PaidSinceFeed.Announce(payment.Contract, paid), cancellation);
        return new PaymentOutcome.Taken(split);
    }

    internal static string KeyOf(string write) => $"payment/{write}";

    /// <summary>Both below zero where it is taken back.</summary>
    internal static Posting[] PostingsOf(Money amount, Money credit)
    {
        Posting[] postings =
        [
            new(LedgerAccount.Cash, amount), new(LedgerAccount.Receivable, credit - amount),
            new(LedgerAccount.CustomerCredit, Money.Zero - credit),
        ];
        return [.. postings.Where(posting => posting.Amount != Money.Zero)];
    }

    private async Task NotifyAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(PaymentSql.Tell, connection);
        command.AddValue(PaidSinceFeed.Announce(contract, paid));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>A commit that fails here may have been done there.</summary>
    private async Task CommitAsync(
        NpgsqlTransaction transaction, ContractNumber contract, CancellationToken cancellation)
    {
        try
        {
            await transaction.CommitAsync(cancellation);
        }
        catch
        {
            paid?.Doubt(contract);
            throw;
        }
    }

    /// <summary>It is kept already: what this fails to tell, the announcement tells a moment later.</summary>
    private async Task TellAsync(ContractNumber contract)
    {
        if (paid is not null)
        {
            await paid.TryRefreshAsync(contract);
        }
    }
}
