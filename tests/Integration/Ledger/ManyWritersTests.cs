using Npgsql;
using Strangler.Core.Identity;
using Strangler.Core.Ledger;
using Strangler.Postgres.Committing;
using Strangler.Postgres.Ledger;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Ledger;

/// <summary>Thousands of random entries from several writers at once, with retries, conflicts and crashes.</summary>
public sealed class ManyWritersTests(PostgresCluster cluster)
{
    private const int Contracts = 60;
    private const int Rounds = 40;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(20261121)]
    [InlineData(7)]
    public async Task The_trial_balance_is_zero_after_every_commit_and_all_figures_follow_from_the_entries(int seed)
    {
        TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
        await using OpenLedger ledger = await OpenLedger.StartAsync(cluster);
        using CancellationTokenSource writing = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<int> watching = WatchAsync(ledger, writing.Token);

        int[] posted = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(writer => WriteBatchesAsync(ledger, seed, writer))
                .Append(PostSinglesAsync(ledger, seed)));
        await writing.CancelAsync();

        Assert.True(await watching > 0);
        Assert.Equal((long)posted.Sum(), await ledger.OneAsync<long>("SELECT count(*) FROM ledger_entry"));
        Assert.True(posted.Sum() > 2_000);
        await RequireSoundAsync(ledger);
    }

    [Fact]
    public async Task Everything_again_posts_nothing()
    {
        await using OpenLedger ledger = await OpenLedger.StartAsync(cluster);
        Random random = new(3);
        EntryDraft[] drafts =
        [
            .. Enumerable.Range(0, 2_000).Select(at => Drafts.Any(random, random.Next(Contracts), $"k{at}")),
        ];
        IReadOnlyList<LedgerOutcome> first = await ledger.AppendAsync(drafts);
        string before = await ledger.OneAsync<string>(Fingerprint);

        IReadOnlyList<LedgerOutcome> again = await ledger.AppendAsync([.. drafts.Reverse()]);
        LedgerOutcome single = await ledger.Store.PostAsync(drafts[0], Cancellation);

        Assert.All(first, outcome => Assert.IsType<LedgerOutcome.Posted>(outcome));
        Assert.Equal(
            first.Select(outcome => ((LedgerOutcome.Posted)outcome).Entry.Hash),
            again.Reverse().Select(outcome => ((LedgerOutcome.Repeated)outcome).Entry.Hash));
        Assert.IsType<LedgerOutcome.Repeated>(single);
        Assert.Equal(before, await ledger.OneAsync<string>(Fingerprint));
    }

    [Fact]
    public async Task Of_two_hundred_callers_with_one_key_one_posts()
    {
        await using OpenLedger ledger = await OpenLedger.StartAsync(cluster);

        LedgerOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            _ => ledger.Store.PostAsync(Drafts.Payment(7, "p1", 100), Cancellation)));

        LedgerEntry first = Assert.Single(outcomes.OfType<LedgerOutcome.Posted>()).Entry;
        Assert.All(
            outcomes.OfType<LedgerOutcome.Repeated>(), repeated => Assert.Equal(first.Hash, repeated.Entry.Hash));
    }

    [Fact]
    public async Task Each_caller_of_a_shared_commit_has_its_own_outcome()
    {
        await using OpenLedger ledger = await OpenLedger.StartAsync(cluster);

        LedgerOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 90).Select(at => ledger.Store.PostAsync(
            at % 3 == 0
                ? Drafts.Of(at, "k", "adjusted", new Posting(LedgerAccount.Cash, new Money(1)))
                : Drafts.Invoice(at, "k", 1_000 + at),
            Cancellation)));

        for (int at = 0; at < outcomes.Length; at++)
        {
            Assert.Equal(at % 3 == 0, outcomes[at] is LedgerOutcome.Refused { Reason: LedgerRefusal.Unbalanced });
            Assert.Equal(at % 3 != 0, outcomes[at] is LedgerOutcome.Posted posted && posted.Entry.Contract.Value == at);
        }
    }

    [Fact]
    public async Task A_caller_whose_stream_is_locked_waits_no_longer_than_the_limit_and_may_try_again()
    {
        await using OpenLedger ledger = await OpenLedger.StartAsync(
            cluster, new GroupLimits(4, 4, TimeSpan.FromMilliseconds(300)));
        await using NpgsqlConnection other = await ledger.Database.ConnectAsync(Cancellation);
        await using NpgsqlTransaction transaction = await other.BeginTransactionAsync(Cancellation);
        await ledger.Store.AppendAsync(other, transaction, [Drafts.Invoice(7, "i1")], Cancellation);

        await Assert.ThrowsAsync<TimeoutException>(
            () => ledger.Store.PostAsync(Drafts.Invoice(7, "i2"), Cancellation));
        await transaction.CommitAsync(Cancellation);

        await using LedgerStore patient = new(ledger.Database, TimeProvider.System);
        Assert.IsType<LedgerOutcome.Posted>(await patient.PostAsync(Drafts.Invoice(7, "i2"), Cancellation));
        await RequireSoundAsync(ledger);
    }

    private const string Fingerprint = """
        SELECT (SELECT md5(string_agg(s::text, '' ORDER BY contract)) FROM ledger_stream s)
            || (SELECT sum(debit) || '/' || sum(credit) FROM ledger_day_total)
        """;

    /// <summary>Every figure three ways: folded here, rebuilt in SQL, as kept.</summary>
    private static async Task RequireSoundAsync(OpenLedger ledger)
    {
        List<LedgerFinding> findings = [];
        await new LedgerAudit(ledger.Database).VerifyAsync(null, findings.Add, progress: null, Cancellation);
        Assert.Empty(findings);
        List<ProjectionDifference> differences = [];
        await new LedgerRebuild(ledger.Database).RunAsync(true, differences.Add, progress: null, Cancellation);
        Assert.Empty(differences);
    }

    private static async Task<int> WatchAsync(OpenLedger ledger, CancellationToken writing)
    {
        int looked = 0;
        while (!writing.IsCancellationRequested)
        {
            // One statement, so one moment between commits: the totals balance, and the streams hold the same debts.
            Assert.Equal("0/0", await ledger.OneAsync<string>("""
                SELECT coalesce(sum(debit - credit), 0) || '/'
                    || coalesce(sum(debit - credit) FILTER (WHERE code = 'receivable'), 0)
                    - (SELECT coalesce(sum(receivable), 0) FROM ledger_stream)
                FROM ledger_day_total t JOIN ledger_account a ON a.id = t.account
                """));
            looked++;
        }

        return looked;
    }

    /// <summary>Some of the batches are rolled back, and come again.</summary>
    private static async Task<int> WriteBatchesAsync(OpenLedger ledger, int seed, int writer)
    {
        Random random = new((seed * 31) + writer);
        int posted = 0;
        for (int round = 0; round < Rounds; round++)
        {
            EntryDraft[] drafts =
            [
                .. Enumerable.Range(0, 20).Select(at => Drafts.Any(
                    random, random.Next(Contracts), $"w{writer}-{(round * 20) + at}")),
            ];
            await using NpgsqlConnection connection = await ledger.Database.ConnectAsync(Cancellation);
            if (random.Next(4) == 0)
            {
                await using NpgsqlTransaction broken = await connection.BeginTransactionAsync(Cancellation);
                await ledger.Store.AppendAsync(connection, broken, drafts, Cancellation);
                await broken.RollbackAsync(Cancellation);
            }

            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancellation);
            posted += (await ledger.Store.AppendAsync(connection, transaction, drafts, Cancellation))
                .Count(outcome => outcome is LedgerOutcome.Posted);
            await transaction.CommitAsync(Cancellation);
        }

        return posted;
    }

    private static async Task<int> PostSinglesAsync(OpenLedger ledger, int seed)
    {
        Random random = new(seed);
        EntryDraft[] drafts =
        [
            .. Enumerable.Range(0, 400).Select(at => Drafts.Any(random, random.Next(Contracts), $"s{at % 350}")),
        ];
        LedgerOutcome[] outcomes = await Task.WhenAll(
            drafts.Select(draft => ledger.Store.PostAsync(draft, Cancellation)));
        return outcomes.Count(outcome => outcome is LedgerOutcome.Posted);
    }
}
