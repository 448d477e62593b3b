using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Core.Payments;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cutover;

/// <summary>Money for contracts that were cut over: documents and ledger stay together.</summary>
public sealed class CutOverPaymentTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Money_is_taken_of_reconciled_groups_only_and_settles_opening_documents_until_it_is_taken_back()
    {
        await using CutoverStage stage = await CutoverStage.CreateAsync(cluster);
        await using LedgerStore ledger = new(stage.Imported.Database, TimeProvider.System);
        PaymentDesk desk = new(stage.Imported.Database, ledger, paid: null, TimeProvider.System);
        (int number, long owed) = (await stage.LegacyDebtsAsync()).First(one => one.Value > 100_00);
        ContractNumber contract = new(number);
        Task<PaymentOutcome> Pay(string name, long? centavos, bool rehearsal = false) => desk.PayAsync(
            new NewPayment(
                contract, name, centavos is { } amount ? new Money(amount) : null, PaymentMethod.Office,
                new DateOnly(2026, 7, 25), null),
            rehearsal, Cancellation);

        PaymentOutcome early = await Pay("1", 50_01);
        PaymentOutcome rehearsed = await Pay("1", 50_01, rehearsal: true);
        await stage.ReconcileAsync();
        PaymentOutcome taken = await Pay("2", 50_01);
        PaymentOutcome again = await Pay("2", 50_01);

        string refused = Assert.IsType<PaymentOutcome.NotCutOver>(early).Why;
        Assert.Contains("was not prepared", refused, StringComparison.Ordinal);
        Assert.IsType<PaymentOutcome.Taken>(rehearsed);
        Assert.IsType<PaymentOutcome.Taken>(taken);
        Assert.IsType<PaymentOutcome.Repeated>(again);
        Assert.Equal((owed - 50_01, owed - 50_01, 0), await StandingAsync(stage, number));

        Assert.Equal(new Money(50_01), Assert.IsType<CancelOutcome.Cancelled>(await CancelAsync("c1")).TakenBack);
        Assert.IsType<CancelOutcome.Repeated>(await CancelAsync("c1"));
        Assert.Equal((owed, owed, 0), await StandingAsync(stage, number));
        Assert.IsType<PaymentOutcome.ReferenceCancelled>(await Pay("3", 1_00));

        await desk.RestoreReferenceAsync(contract, rehearsal: false, Cancellation);
        Assert.IsType<CancelOutcome.Repeated>(await CancelAsync("c1"));
        Assert.IsType<PaymentOutcome.Taken>(await Pay("4", owed + 9_00));
        Assert.Equal((0, 0, 9_00), await StandingAsync(stage, number));
        Assert.IsType<PaymentOutcome.NothingOwed>(await Pay("5", null));
        List<LedgerFinding> found = [];
        await new LedgerAudit(stage.Imported.Database).VerifyAsync(null, found.Add, null, Cancellation);
        Assert.Empty(found);

        Task<CancelOutcome> CancelAsync(string name) =>
            desk.CancelReferenceAsync(contract, name, rehearsal: false, Cancellation);
    }

    /// <summary>What the ledger and the documents say is owed, and what is the customer's.</summary>
    private static async Task<(long Ledger, long Documents, long Available)> StandingAsync(
        CutoverStage stage, int contract) =>
    (
        await stage.Imported.OneAsync<long>($"SELECT receivable FROM ledger_stream WHERE contract = {contract}"),
        await stage.Imported.OneAsync<long>(
            $"SELECT coalesce(sum(open), 0)::bigint FROM receivable_open WHERE contract = {contract}"),
        await stage.Imported.OneAsync<long>($"SELECT available FROM ledger_stream WHERE contract = {contract}"));
}
