using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Core.Readings;
using Strangler.Core.Records;
using Strangler.Postgres.Committing;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Payments;

/// <summary>Takes money: the debt, the ledger and the payment change in one transaction.</summary>
/// <remarks>
/// Payments that come at the same time share a transaction (<see cref="GroupCommit{TItem, TOutcome}"/>). Who holds a
/// contract's lock for long holds up only the payments of that contract.
/// </remarks>
public sealed class PaymentDesk : IPaymentRecords, IAsyncDisposable
{
    internal const string Actor = "native payments";

    internal LedgerStore Ledger => _ledger;

    private readonly Database _database;
    private readonly LedgerStore _ledger;
    private readonly PaidSinceFeed? _paid;
    private readonly TimeProvider _time;
    private readonly Lazy<GroupCommit<NewPayment, Done>> _queue;

    /// <param name="paid">Told at once of what has changed; null where nobody asks for debts here.</param>
    public PaymentDesk(Database database, LedgerStore ledger, PaidSinceFeed? paid, TimeProvider time)
    {
        (_database, _ledger, _paid, _time) = (database, ledger, paid, time);
        _queue = new Lazy<GroupCommit<NewPayment, Done>>(
            () => new GroupCommit<NewPayment, Done>(database, TakeAllAsync, GroupLimits.Usual, time, TellAsync));
    }

    public async Task<PaymentOutcome> PayAsync(
        NewPayment payment, bool rehearsal, CancellationToken cancellation)
    {
        if (rehearsal)
        {
            return await PayAloneAsync(payment, rehearsal, cancellation);
        }

        try
        {
            return (await _queue.Value.DoAsync(payment, cancellation)).Outcome
                ?? await PayAloneAsync(payment, rehearsal, cancellation);
        }
        catch
        {
            // A commit that fails here may have been done there.
            _paid?.Doubt(payment.Contract);
            throw;
        }
    }

    /// <summary>
    /// Takes many at once, within a transaction of the caller's, who tells of it (<see cref="TellAsync"/>).
    /// </summary>
    /// <returns>In their order; null where somebody else holds the contract: nothing was done.</returns>
    internal async Task<PaymentOutcome?[]> TakeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<NewPayment> payments,
        CancellationToken cancellation) =>
        await new PaymentBatch(_ledger, _paid, connection, transaction, wait: false, _time.GetUtcNow())
            .RunAsync(payments, rehearsal: false, cancellation);

    private async Task<IReadOnlyList<Done>> TakeAllAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<NewPayment> payments,
        CancellationToken cancellation)
    {
        PaymentOutcome?[] outcomes = await TakeAsync(connection, transaction, payments, cancellation);
        return [.. payments.Select((payment, at) => new Done(payment.Contract, outcomes[at]))];
    }

    private async Task<PaymentOutcome> PayAloneAsync(
        NewPayment payment, bool rehearsal, CancellationToken cancellation)
    {
        PaymentOutcome outcome;
        await using (NpgsqlConnection connection = await _database.ConnectAsync(cancellation))
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
            outcome = (await new PaymentBatch(_ledger, _paid, connection, transaction, wait: true, _time.GetUtcNow())
                .RunAsync([payment], rehearsal, cancellation))[0]!;
            if (outcome is not PaymentOutcome.Taken || rehearsal)
            {
                return outcome;
            }

            await CommitAsync(transaction, payment.Contract, cancellation);
        }

        await TellAsync([payment.Contract]);
        return outcome;
    }

    public async Task<CancelOutcome> CancelReferenceAsync(
        ContractNumber contract, string write, bool rehearsal, CancellationToken cancellation)
    {
        CancelOutcome outcome;
        await using (NpgsqlConnection connection = await _database.ConnectAsync(cancellation))
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

        await TellAsync([contract]);
        return outcome;
    }

    public async Task RestoreReferenceAsync(ContractNumber contract, bool rehearsal, CancellationToken cancellation)
    {
        await using (NpgsqlConnection connection = await _database.ConnectAsync(cancellation))
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

        await TellAsync([contract]);
    }

    private async Task<CancelOutcome> CancelAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, ContractNumber contract, string write,
        CancellationToken cancellation)
    {
        PaymentReversal reversal = new(_ledger, connection, transaction, contract);
        await using NpgsqlCommand cancel = new(
            "INSERT INTO native_reference_cancelled (contract) VALUES ($1) ON CONFLICT DO NOTHING", connection);
        cancel.AddValue(contract.Value);
        if (await reversal.WasDoneByAsync(write, cancellation) || await cancel.ExecuteNonQueryAsync(cancellation) == 0)
        {
            return new CancelOutcome.Repeated();
        }

        DateTimeOffset now = _time.GetUtcNow();
        DateOnly today = LocalDay.Of(now);
        if (await reversal.LastAsync(today, cancellation) is not { } last)
        {
            return new CancelOutcome.Cancelled(Money.Zero);
        }

        string? refused = await reversal.TakeBackAsync(
            last, "payment-reversed", write, "reference cancelled", today, now, Actor, cancellation);
        return refused is null ? new CancelOutcome.Cancelled(last.Amount) : new CancelOutcome.Refused(refused);
    }

    internal static string KeyOf(string write) => $"payment/{write}";

    /// <summary>Both below zero where it is taken back.</summary>
    internal static Posting[] PostingsOf(Money amount, Money credit, bool isHeld)
    {
        Posting[] postings =
        [
            new(LedgerAccount.Cash, amount), new(LedgerAccount.Receivable, credit - amount),
            new(isHeld ? LedgerAccount.CustomerBlocked : LedgerAccount.CustomerCredit, Money.Zero - credit),
        ];
        return [.. postings.Where(posting => posting.Amount != Money.Zero)];
    }

    internal async Task NotifyAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(PaymentSql.Tell, connection);
        command.AddValue(PaidSinceFeed.Announce([contract], _paid).Single());
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
            _paid?.Doubt(contract);
            throw;
        }
    }

    /// <summary>It is kept already: what this fails to tell, the announcement tells a moment later.</summary>
    internal async Task TellAsync(IReadOnlyCollection<ContractNumber> contracts)
    {
        if (_paid is not null && contracts.Count > 0)
        {
            await _paid.TryRefreshAsync(contracts);
        }
    }

    private Task TellAsync(IReadOnlyList<Done> done) =>
        TellAsync([.. done.Where(one => one.Outcome is PaymentOutcome.Taken).Select(one => one.Contract)]);

    /// <summary>What waits to be taken is taken first.</summary>
    public ValueTask DisposeAsync() => _queue.IsValueCreated ? _queue.Value.DisposeAsync() : ValueTask.CompletedTask;

    /// <param name="Outcome">Null where somebody else holds the contract.</param>
    private readonly record struct Done(ContractNumber Contract, PaymentOutcome? Outcome);
}
