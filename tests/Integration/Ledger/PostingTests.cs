using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Postgres.Ledger;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Ledger;

public sealed class PostingTests(PostgresCluster cluster) : IAsyncLifetime
{
    private OpenLedger _ledger = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _ledger = await OpenLedger.StartAsync(cluster);

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task An_invoice_and_a_payment_leave_what_is_still_owed()
    {
        await _ledger.AppendAsync(Drafts.Invoice(7, "i1"), Drafts.Payment(7, "p1", 5_000), Drafts.Invoice(8, "i1"));

        Assert.Equal(new Money(7_000), (await _ledger.BalancesAsync(7)).Receivable);
        Assert.Equal(new Money(12_000), (await _ledger.BalancesAsync(8)).Payoff);
        Assert.Equal(0m, await _ledger.OneAsync<decimal>("SELECT sum(debit - credit) FROM ledger_day_total"));
    }

    [Fact]
    public async Task What_is_read_back_is_what_was_posted_with_its_hash()
    {
        EntryDraft draft = Drafts.Invoice(7, "ñandú €", 123) with
        {
            Cause = "reajuste: \u4e2d\ud83d\ude00",
            Document = null,
        };
        LedgerEntry posted = Posted(await _ledger.AppendAsync(draft));

        LedgerEntry read = Assert.Single(await EntriesAsync(7));

        Assert.True(read.IsUntouched());
        Assert.Equal(posted.Hash, read.Hash);
        Assert.Equal(posted.At, read.At);
        Assert.Equal(draft.Postings, read.Content.Postings);
        Assert.Equal(draft.Cause, read.Content.Cause);
    }

    [Fact]
    public async Task The_same_key_again_gives_the_first_entry_and_posts_nothing()
    {
        LedgerEntry first = Posted(await _ledger.AppendAsync(Drafts.Invoice(7, "i1")));

        IReadOnlyList<LedgerOutcome> again = await _ledger.AppendAsync(
            Drafts.Invoice(7, "i1") with { Actor = "other", ExpectedVersion = 0 },
            Drafts.Invoice(7, "i2"), Drafts.Invoice(7, "i2"));

        Assert.Equal(first.Hash, Assert.IsType<LedgerOutcome.Repeated>(again[0]).Entry.Hash);
        Assert.Equal(2, Assert.IsType<LedgerOutcome.Posted>(again[1]).Entry.Version);
        Assert.Equal(2, Assert.IsType<LedgerOutcome.Repeated>(again[2]).Entry.Version);
        Assert.Equal(2, (await EntriesAsync(7)).Count);
    }

    [Fact]
    public async Task A_key_used_for_something_else_is_refused()
    {
        await _ledger.AppendAsync(Drafts.Invoice(7, "i1"));

        IReadOnlyList<LedgerOutcome> outcomes = await _ledger.AppendAsync(
            Drafts.Invoice(7, "i1", 999), Drafts.Payment(7, "i1", 1), Drafts.Invoice(8, "i1"));

        Assert.Equal(LedgerRefusal.KeyReused, Refusal(outcomes[0]));
        Assert.Equal(LedgerRefusal.KeyReused, Refusal(outcomes[1]));
        Assert.IsType<LedgerOutcome.Posted>(outcomes[2]);
    }

    [Fact]
    public async Task A_stream_that_has_moved_on_refuses_a_draft_that_did_not_know_it()
    {
        await _ledger.AppendAsync(Drafts.Invoice(7, "i1"));

        IReadOnlyList<LedgerOutcome> outcomes = await _ledger.AppendAsync(
            Drafts.Payment(7, "p1", 100) with { ExpectedVersion = 0 },
            Drafts.Payment(7, "p2", 100) with { ExpectedVersion = 1 },
            Drafts.Payment(7, "p3", 100) with { ExpectedVersion = 1 });

        Assert.Equal(LedgerRefusal.VersionConflict, Refusal(outcomes[0]));
        Assert.IsType<LedgerOutcome.Posted>(outcomes[1]);
        Assert.Equal(LedgerRefusal.VersionConflict, Refusal(outcomes[2]));
    }

    [Fact]
    public async Task Of_writers_that_read_the_same_version_one_posts()
    {
        await _ledger.AppendAsync(Drafts.Invoice(7, "i1"));

        IReadOnlyList<LedgerOutcome>[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            writer => _ledger.AppendAsync(Drafts.Payment(7, $"p{writer}", 100) with { ExpectedVersion = 1 })));

        Assert.Single(all, outcomes => outcomes[0] is LedgerOutcome.Posted);
        Assert.Equal(7, all.Count(outcomes => Refusal(outcomes[0]) == LedgerRefusal.VersionConflict));
    }

    [Fact]
    public async Task A_batch_posts_its_sound_drafts_beside_refused_ones()
    {
        IReadOnlyList<LedgerOutcome> outcomes = await _ledger.AppendAsync(
            Drafts.Of(7, "a", "adjusted", new Posting(LedgerAccount.Receivable, new Money(1))),
            Drafts.Of(7, "b", "adjusted", new(new("nowhere"), new Money(1)), new(LedgerAccount.Cash, new Money(-1))),
            Drafts.Invoice(7, "c"), Drafts.Invoice(7, "d\0"));

        Assert.Equal(LedgerRefusal.Unbalanced, Refusal(outcomes[0]));
        Assert.Equal(LedgerRefusal.UnknownAccount, Refusal(outcomes[1]));
        Assert.Equal(1, Assert.IsType<LedgerOutcome.Posted>(outcomes[2]).Entry.Version);
        Assert.Equal(LedgerRefusal.BadText, Refusal(outcomes[3]));
    }

    [Fact]
    public async Task An_account_opened_by_another_process_is_found()
    {
        await _ledger.AppendAsync(Drafts.Invoice(7, "i1"));
        LedgerAccount opened = LedgerAccount.Revenue(77);
        EntryDraft draft = Drafts.Of(
            7, "a", "adjusted", new(LedgerAccount.Receivable, new Money(1)), new(opened, new Money(-1)));
        Assert.Equal(LedgerRefusal.UnknownAccount, Refusal((await _ledger.AppendAsync(draft))[0]));
        await using LedgerStore other = new(_ledger.Database, TimeProvider.System);

        Assert.True(await other.OpenAccountAsync(opened, "Other", AccountKind.Income, Cancellation));

        Posted(await _ledger.AppendAsync(draft));
        Assert.False(await other.OpenAccountAsync(opened, "Other", AccountKind.Income, Cancellation));
    }

    [Fact]
    public async Task A_transaction_that_breaks_off_leaves_nothing()
    {
        await _ledger.AppendAsync(Drafts.Invoice(7, "i1"));
        await using NpgsqlConnection connection = await _ledger.Database.ConnectAsync(Cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
        await _ledger.Store.AppendAsync(
            connection, transaction, [Drafts.Invoice(7, "i2"), Drafts.Invoice(9, "i2")], Cancellation);

        await _ledger.ExecuteAsync($"SELECT pg_terminate_backend({connection.ProcessID})");

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync(Cancellation));
        Assert.Single(await EntriesAsync(7));
        Assert.Empty(await EntriesAsync(9));
        Assert.Equal(new Money(12_000), (await _ledger.BalancesAsync(7)).Receivable);
        Assert.Equal(12_000m, await _ledger.OneAsync<decimal>("SELECT sum(debit) FROM ledger_day_total"));
        Assert.Equal(2, Posted(await _ledger.AppendAsync(Drafts.Invoice(7, "i2"))).Version);
    }

    [Theory]
    [InlineData("UPDATE ledger_entry SET cause = 'other'")]
    [InlineData("DELETE FROM ledger_entry")]
    [InlineData("TRUNCATE ledger_entry")]
    [InlineData("DELETE FROM ledger_stream")]
    [InlineData("UPDATE ledger_stream SET version = 0")]
    [InlineData("UPDATE ledger_account SET code = 'mine' WHERE code = 'cash'")]
    public async Task What_was_posted_is_not_changed(string sql)
    {
        await _ledger.AppendAsync(Drafts.Invoice(7, "i1"));

        PostgresException refused = await Assert.ThrowsAsync<PostgresException>(() => _ledger.ExecuteAsync(sql));

        Assert.Contains("only added to", refused.MessageText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{1,2}", "{100,-99}")]
    [InlineData("{1,2}", "{100,NULL}")]
    [InlineData("{1,2,3}", "{100,-100}")]
    [InlineData("{}", "{}")]
    public async Task The_database_itself_keeps_no_entry_that_does_not_balance(string accounts, string amounts)
    {
        PostgresException refused = await Assert.ThrowsAsync<PostgresException>(() => _ledger.ExecuteAsync(
            $"""
            INSERT INTO ledger_entry VALUES (1, now(), 0, 7, '2026-02-03', 'adjusted', 'k', NULL, 'a', 'c',
                '{accounts}', '{amounts}', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'))
            """));
        Assert.Equal("ledger_entry_balanced", refused.ConstraintName);
    }

    private static LedgerEntry Posted(IReadOnlyList<LedgerOutcome> outcomes) =>
        Assert.IsType<LedgerOutcome.Posted>(Assert.Single(outcomes)).Entry;

    private static LedgerRefusal? Refusal(LedgerOutcome outcome) => (outcome as LedgerOutcome.Refused)?.Reason;

    private async Task<List<LedgerEntry>> EntriesAsync(int contract)
    {
        List<LedgerEntry> entries = [];
        await foreach (LedgerEntry entry in _ledger.Store.ReadEntriesAsync(new ContractNumber(contract), Cancellation))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
