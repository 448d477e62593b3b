using Npgsql;
using Strangler.Core.Ledger;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Gateway;

namespace Strangler.Tests.Integration.Ledger;

/// <summary>Two who begin the same stream at once: neither can lock what is not there yet.</summary>
public sealed class FirstEntryTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(true, 200)]
    [InlineData(false, 200)]
    public async Task Who_comes_second_goes_on_from_what_the_first_wrote_or_begins_where_it_was_taken_back(
        bool kept, int others)
    {
        await using OpenLedger ledger = await OpenLedger.StartAsync(cluster);
        await ledger.AppendAsync(Drafts.Invoice(3, "before"));
        await using NpgsqlConnection connection = await ledger.Database.ConnectAsync(Cancellation);
        await using NpgsqlTransaction first = await connection.BeginTransactionAsync(Cancellation);
        await ledger.Store.AppendAsync(
            connection, first, [Drafts.Invoice(5, "same"), Drafts.Invoice(7, "seven")], Cancellation);

        Task<IReadOnlyList<LedgerOutcome>> second = ledger.AppendAsync(
        [
            Drafts.Invoice(3, "after"), Drafts.Invoice(5, "same"), Drafts.Payment(5, "own", 500),
            Drafts.Invoice(6, "six"), .. Enumerable.Range(100, others).Select(at => Drafts.Invoice(at, "other")),
        ]);
        await Eventually.BecomesAsync(
            1L, () => ledger.OneAsync<long>("SELECT count(*) FROM pg_locks WHERE NOT granted"));
        await (kept ? first.CommitAsync(Cancellation) : first.RollbackAsync(Cancellation));

        IReadOnlyList<LedgerOutcome> outcomes = await second;
        Assert.IsType<LedgerOutcome.Posted>(outcomes[0]);
        Assert.Equal(kept, outcomes[1] is LedgerOutcome.Repeated);
        Assert.Equal(2, Assert.IsType<LedgerOutcome.Posted>(outcomes[2]).Entry.Version);
        Assert.IsType<LedgerOutcome.Posted>(outcomes[3]);
        Assert.Equal((kept ? 6L : 5L) + others, await ledger.OneAsync<long>("SELECT count(*) FROM ledger_entry"));
        Assert.Equal(0L, await ledger.OneAsync<long>("""
            SELECT count(*) FROM ledger_stream s WHERE version <> (
                SELECT max(version) FROM ledger_entry e WHERE e.contract = s.contract)
            """));
    }
}
