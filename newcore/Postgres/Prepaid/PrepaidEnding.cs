using System.Globalization;
using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Core.Payments.References;
using Strangler.Core.Prepaid;
using Strangler.Core.Readings;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments.Refunds;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Prepaid;

/// <summary>
/// Ends agreements: charges what is left to charge, and leaves credit or debt to be billed and paid as anybody's. All
/// of it is one transaction, and happens once.
/// </summary>
/// <remarks>Every method throws <see cref="NpgsqlException"/> where the database cannot be reached.</remarks>
public sealed class PrepaidEnding(
    Database database, LedgerStore ledger, PrepaidSegments segments, TimeProvider time)
{
    public const int LongestReason = 200;

    /// <param name="on">The last day that is charged; it must be over.</param>
    /// <param name="refundTo">What is left is given back to this account; null: it stays the customer's.</param>
    public async Task<DeskOutcome> EndAsync(
        ContractNumber contract, DateOnly on, Clabe? refundTo, string reason, string who,
        CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        reason = reason.Trim();
        if (reason.Length is 0 or > LongestReason || on >= LocalDay.Of(now))
        {
            return new DeskOutcome.Refused(on >= LocalDay.Of(now) ? $"{on:yyyy-MM-dd} is not over yet."
                : $"The reason has 1 to {LongestReason} characters.");
        }

        await using NpgsqlConnection connection = await database.ConnectAsync(cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await ContractLock.TakeAsync(connection, contract, cancellation);
        if (await ReadAsync(connection, contract, cancellation) is not { } before)
        {
            return await EndedRows.LastAsync(connection, contract, cancellation) == on ? new DeskOutcome.Repeated()
                : new DeskOutcome.Refused($"Contract {contract} is not prepaid.");
        }

        if (WhyNot(before, on) is { } wrong)
        {
            return new DeskOutcome.Refused(wrong);
        }

        await segments.ChargeAsync(connection, transaction, before, on, cancellation);
        KeptAgreement last = (await ReadAsync(connection, contract, cancellation))!;
        if (last.Problem is { } problem)
        {
            return new DeskOutcome.Refused($"It cannot be charged until {on:yyyy-MM-dd}: {problem}");
        }

        EndedAgreement ended = await SettleAsync(connection, transaction, last, on, reason, who, cancellation);
        if (refundTo is { } account && ended.Credit > Money.Zero)
        {
            ended = ended with { Refund = ReferenceOf(last) };
            DeskOutcome refund = await new RefundDesk(database, ledger, time).RequestAsync(
                connection, transaction, contract, ended.Refund, ended.Credit, account, who, reason, cancellation);
            if (refund is DeskOutcome.Refused)
            {
                return refund;
            }
        }

        await EndedRows.SaveAsync(connection, ended, reason, who, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return new DeskOutcome.Done(Text(ended));
    }

    private static string? WhyNot(KeptAgreement agreement, DateOnly on) =>
        on < agreement.Since ? $"It begins on {agreement.Since:yyyy-MM-dd}: it cannot end before."
        : agreement.Through is { } through && on < through
            ? $"It is charged through {through:yyyy-MM-dd}: it cannot end before."
        : agreement.Account.Counters.LoadedAhead is var loaded && loaded > Money.Zero
            ? $"Its meter has loaded {loaded} pesos that no payment shows yet: the payment must come first."
            : null;

    /// <summary>Credit pays what was charged; what is asked for is what is owed, as of any contract.</summary>
    private async Task<EndedAgreement> SettleAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, KeptAgreement agreement, DateOnly on,
        string reason, string who, CancellationToken cancellation)
    {
        ContractNumber contract = agreement.Contract;
        DateOnly today = LocalDay.Of(time.GetUtcNow());
        LedgerBalances balances = (await PrepaidMoney.LockAsync(connection, [contract.Value], cancellation))
            .GetValueOrDefault(contract.Value);
        Money setOff = PrepaidEntries.ToSetOff(agreement.Account.Owed, balances.Available);
        Money debt = agreement.Account.Owed - setOff;
        Money credit = balances.Available - setOff;
        DocumentKey? document = debt > Money.Zero
            ? await DebtDocument.NextAsync(connection, contract, on, cancellation) : null;
        string key = string.Create(
            CultureInfo.InvariantCulture, $"prepaid-end:{contract.Value}:{agreement.Since:yyyy-MM-dd}");
        List<EntryDraft> drafts = [];
        if (setOff != Money.Zero)
        {
            drafts.Add(PrepaidEntries.SetOff(contract, key, today, who, setOff));
        }

        if (balances.Payoff != balances.Current)
        {
            drafts.Add(PrepaidEntries.End(
                contract, key, today, document?.WithinContract, who, reason, balances.Payoff - balances.Current));
        }

        await PrepaidMoney.PostAsync(ledger, connection, transaction, drafts, cancellation);
        if (document is { } name)
        {
            await DebtDocument.AddAsync(
                connection, name, debt, on, today, today.AddDays(agreement.Funds.ArrearsDays), cancellation);
        }

        return new EndedAgreement(
            contract, on, credit > Money.Zero ? credit : Money.Zero, debt, document?.WithinContract, null);
    }

    private static string ReferenceOf(KeptAgreement agreement) => $"prepaid-end-{agreement.Since:yyyy-MM-dd}";

    private static string Text(EndedAgreement ended) =>
        $"Contract {ended.Contract} is prepaid no more after {ended.Until:yyyy-MM-dd}: "
        + (ended.Refund is not null ? $"{ended.Credit} pesos are blocked until refund {ended.Refund} is decided."
            : ended.Credit > Money.Zero ? $"{ended.Credit} pesos are the customer's, for the next bill."
            : ended.Debt > Money.Zero ? $"{ended.Debt} pesos are owed by document {ended.Document}."
            : "nothing is left.");

    private static async Task<KeptAgreement?> ReadAsync(
        NpgsqlConnection connection, ContractNumber contract, CancellationToken cancellation) =>
        (await PrepaidPayments.ReadAsync(connection, [contract.Value], toChange: true, cancellation))
            .SingleOrDefault();
}
