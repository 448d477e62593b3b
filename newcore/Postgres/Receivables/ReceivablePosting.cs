using Npgsql;
using Strangler.Core.Billing;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Receivables;
using Strangler.Postgres.Ledger;

namespace Strangler.Postgres.Receivables;

/// <summary>One entry of one contract, within a transaction that holds its lock.</summary>
internal sealed record ReceivablePosting(
    LedgerStore Ledger, NpgsqlConnection Connection, NpgsqlTransaction Transaction, ContractNumber Contract, string Key)
{
    /// <summary>Settles the oldest documents from an account; what is over goes to the customer's balance.</summary>
    public async Task<ReceivableOutcome> ApplyAsync(
        string kind, LedgerAccount from, Money amount, DateOnly day, string who, string why,
        CancellationToken cancellation)
    {
        (IReadOnlyList<OpenAmount> settled, Money left) = PaymentOrder.Apply(
            amount, await OpenDocuments.ReadAsync(Connection, Contract, cancellation));
        Posting[] postings =
        [
            new(from, amount), new(LedgerAccount.Receivable, left - amount),
            new(LedgerAccount.CustomerCredit, Money.Zero - left),
        ];
        if (await PostAsync(
            kind, day, who, why, [.. postings.Where(posting => posting.Amount != Money.Zero)], null, cancellation)
            is { } refused)
        {
            return refused;
        }

        foreach (OpenAmount part in settled)
        {
            await OpenDocuments.SettleAsync(Connection, part.Document, part.Owed, day, Key, cancellation);
        }

        return new ReceivableOutcome.Done(settled, left);
    }

    /// <returns>Null where it was posted.</returns>
    public async Task<ReceivableOutcome.Refused?> PostAsync(
        string kind, DateOnly day, string who, string why, Posting[] postings, Money? current,
        CancellationToken cancellation)
    {
        EntryDraft draft = new(Contract, Key, kind, day, null, who, why, postings) { CurrentChange = current };
        IReadOnlyList<LedgerOutcome> outcomes = await Ledger.AppendAsync(
            Connection, Transaction, [draft], cancellation);
        return outcomes[0] is LedgerOutcome.Refused refused ? new ReceivableOutcome.Refused(refused.Detail) : null;
    }
}
