using Strangler.Postgres;
using Strangler.Postgres.Parity;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Parity;

public sealed class VerdictStoreTests(PostgresCluster cluster) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 15, 18, 0, 10, TimeSpan.Zero);
    private static readonly VerdictLimits Limits = new(3, 1, TimeSpan.FromDays(30));
    private Database _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private VerdictStore Store => new(_database, Limits);

    private VerdictQueries Queries => new(_database);

    public async ValueTask InitializeAsync() => _database = Database.Open(await cluster.CreateDatabaseAsync());

    public ValueTask DisposeAsync() => _database is null ? ValueTask.CompletedTask : _database.DisposeAsync();

    [Fact]
    public async Task Every_call_counts_under_what_it_came_to()
    {
        await Store.WriteAsync(
            [
                Call(CallOutcome.Same), Call(CallOutcome.Same), Call(CallOutcome.Ignored), Different(-1.5m),
                Call(CallOutcome.Noise), Call(CallOutcome.Failed) with { Reason = "time-out", CandidateTook = null },
                Call(CallOutcome.NotCompared) with { Reason = "queue full", CandidateTook = null },
            ],
            Cancellation);
        await Store.WriteAsync([Call(CallOutcome.Same), Different(2m), Call(CallOutcome.Same) with { Group = "7/AM1" }],
            Cancellation);

        IReadOnlyList<ParitySummaryRow> rows = await Queries.SummarizeAsync(ParityScope.Everything, Cancellation);

        Assert.Equal(["1/M08", "7/AM1"], rows.Select(row => row.Group));
        ParitySummaryRow row = rows[0];
        Assert.Equal((7, 3L, 1L, 2L, 1L, 1L, 1L), (
            row.Compared, row.Count(CallOutcome.Same), row.Count(CallOutcome.Ignored),
            row.Count(CallOutcome.Different), row.Count(CallOutcome.Noise), row.Count(CallOutcome.Failed),
            row.Count(CallOutcome.NotCompared)));
        Assert.Equal(3.5m, row.MoneyDelta);
        Assert.Equal(
            [(CallOutcome.Failed, "time-out", 1L), (CallOutcome.NotCompared, "queue full", 1L)],
            row.Reasons.OrderBy(reason => reason.Outcome));
        Assert.Equal(TimeSpan.FromMilliseconds(3), row.CandidateMean);
    }

    [Theory]
    [InlineData("getDeuda", "1/M08", 0, 1)]
    [InlineData("Debt.getDeuda", null, 0, 2)]
    [InlineData("getFacturas", null, 0, 0)]
    [InlineData(null, "1/M08", 0, 1)]
    [InlineData(null, null, 1, 0)]
    public async Task A_summary_keeps_to_its_scope(string? operation, string? group, int minutesLater, int rows)
    {
        await Store.WriteAsync(
            [Call(CallOutcome.Same), Call(CallOutcome.Same) with { Group = "" }], Cancellation);
        ParityScope scope = new(operation, group, Noon.AddMinutes(minutesLater));
        Assert.Equal(rows, (await Queries.SummarizeAsync(scope, Cancellation)).Count);
    }

    [Fact]
    public async Task A_kept_verdict_is_read_back_as_it_was()
    {
        VerdictRecord written = Different(-1.5m) with
        {
            Rules = [4, 9],
            Sample = new VerdictSample("<ask/>", "<a/>", null),
        };
        await Store.WriteAsync([written], Cancellation);

        List<StoredVerdict> read =
            await Queries.ReadAsync(ParityScope.Everything, CallOutcome.Different, 10, Cancellation)
                .ToListAsync(Cancellation);
        VerdictRecord found = (await Queries.FindAsync(Assert.Single(read).Id, Cancellation))!.Verdict;

        Assert.Equal(written.Differences, found.Differences);
        Assert.Equal(written.Rules, found.Rules);
        Assert.Equal(
            written with { Rules = [], Differences = [] }, found with { Rules = [], Differences = [] });
        Assert.Null(await Queries.FindAsync(read[0].Id + 1, Cancellation));
    }

    [Fact]
    public async Task Only_so_many_verdicts_and_samples_of_a_day_are_kept_and_all_are_counted()
    {
        VerdictRecord sampled = Different(1m) with { Sample = new VerdictSample("q", "p", "c") };
        await Store.WriteAsync([sampled, sampled], Cancellation);
        await Store.WriteAsync([sampled, sampled, sampled with { At = Noon.AddDays(1) }], Cancellation);

        List<StoredVerdict> kept =
            await Queries.ReadAsync(ParityScope.Everything, CallOutcome.Different, 10, Cancellation)
                .ToListAsync(Cancellation);

        Assert.Equal(4, kept.Count);
        Assert.Equal(2, kept.Count(one => one.Verdict.Sample is not null));
        Assert.Equal(5, Assert.Single(
            await Queries.SummarizeAsync(ParityScope.Everything, Cancellation)).Count(CallOutcome.Different));
    }

    [Fact]
    public async Task What_is_the_same_leaves_only_its_count()
    {
        await Store.WriteAsync([Call(CallOutcome.Same), Call(CallOutcome.NotCompared)], Cancellation);
        foreach (CallOutcome outcome in Enum.GetValues<CallOutcome>())
        {
            Assert.Empty(await Queries.ReadAsync(ParityScope.Everything, outcome, 10, Cancellation)
                .ToListAsync(Cancellation));
        }
    }

    [Fact]
    public async Task Writers_at_once_lose_no_count()
    {
        VerdictRecord[] batch =
        [
            .. Enumerable.Range(0, 40).Select(number => Call(CallOutcome.Same) with { Group = $"1/Z{number % 10}" }),
        ];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(
            writer => Store.WriteAsync(writer % 2 == 0 ? batch : [.. batch.Reverse()], Cancellation)));
        IReadOnlyList<ParitySummaryRow> rows = await Queries.SummarizeAsync(ParityScope.Everything, Cancellation);
        Assert.Equal(320, rows.Sum(row => row.Compared));
    }

    [Fact]
    public async Task What_is_older_than_the_retention_goes()
    {
        await Store.WriteAsync([Different(1m), Different(1m) with { At = Noon.AddDays(40) }], Cancellation);
        Assert.Equal(1, await Store.PruneAsync(Noon.AddDays(41), Cancellation));
        Assert.Equal(1, Assert.Single(
            await Queries.SummarizeAsync(ParityScope.Everything, Cancellation)).Count(CallOutcome.Different));
    }

    private static VerdictRecord Call(CallOutcome outcome) => new(
        Noon, "Debt", "getDeuda", "1/M08", 7, PrimaryIsNative: false, outcome, TimeSpan.FromMilliseconds(5),
        TimeSpan.FromMilliseconds(3));

    private static VerdictRecord Different(decimal money) => Call(CallOutcome.Different) with
    {
        Differences =
        [
            new KeptDifference("return/deuda/deuda", "10.00", "8.50", money),
            new KeptDifference("return/deuda/mensaje[1]", null, "{}", null),
        ],
        MoneyDelta = Math.Abs(money),
    };
}
