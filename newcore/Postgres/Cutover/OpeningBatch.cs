using Npgsql;
using Strangler.Core.Cutover;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Receivables;

namespace Strangler.Postgres.Cutover;

/// <summary>Opening balances of some contracts of a group: brought over, or withdrawn. One transaction.</summary>
internal sealed class OpeningBatch(
    LedgerStore ledger, NpgsqlConnection connection, NpgsqlTransaction transaction, BillingGroup group, int attempt,
    string who, string why)
{
    /// <param name="withdraw">As if the former system knew of nothing.</param>
    /// <returns>Documents made, and contracts to which something was posted.</returns>
    public async Task<(int Documents, int Changed)> WriteAsync(
        int[] contracts, bool withdraw, DateOnly today, CancellationToken cancellation)
    {
        foreach (int contract in contracts)
        {
            await ContractLock.TakeAsync(connection, new ContractNumber(contract), cancellation);
        }

        OpeningReader reader = new(connection, contracts);
        ILookup<int, LegacyDebt> debts = await reader.DebtsAsync(cancellation);
        ILookup<int, BroughtOver> before = await reader.BeforeAsync(cancellation);
        Dictionary<int, Money> credits = await reader.CreditsAsync(cancellation);
        (int Contract, OpeningChange Change)[] changes =
        [
            .. contracts.Select(contract => (contract, OpeningPlan.Of(
                withdraw ? [] : [.. debts[contract]], [.. before[contract]],
                credits.GetValueOrDefault(contract)))),
        ];
        string key = withdraw ? $"opening/{attempt}/withdrawn" : $"opening/{attempt}";
        EntryDraft[] drafts =
        [
            .. changes.Where(one => one.Change.Postings.Count > 0).Select(one => new EntryDraft(
                new ContractNumber(one.Contract), key, withdraw ? "opening-withdrawn" : "opening-balance", today, null,
                who, why, one.Change.Postings)),
        ];
        await PostAsync(drafts, cancellation);
        OpeningWriter writer = new(connection, group);
        await writer.SettleAsync(
            [.. changes.SelectMany(one => one.Change.Settlements)], today, key, cancellation);
        await writer.SaveContractsAsync(
            [.. changes.Select(one => (one.Contract, one.Change.Credit))], cancellation);
        OpeningDocument[] documents = [.. changes.SelectMany(one => one.Change.Documents)];
        await writer.AddDocumentsAsync(documents, cancellation);
        return (documents.Length, changes.Count(one => !one.Change.IsEmpty));
    }

    private async Task PostAsync(EntryDraft[] drafts, CancellationToken cancellation)
    {
        IReadOnlyList<LedgerOutcome> outcomes = await ledger.AppendAsync(
            connection, transaction, drafts, cancellation);
        for (int at = 0; at < drafts.Length; at++)
        {
            if (outcomes[at] is not LedgerOutcome.Posted)
            {
                string detail = outcomes[at] is LedgerOutcome.Refused refused ? refused.Detail : "posted before";
                throw new InvalidOperationException($"Contract {drafts[at].Contract}: {detail}");
            }
        }
    }
}
