using Strangler.Cfdi.Stamping;
using Strangler.Postgres.Cfdi;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cfdi.Stamping;

/// <summary>Two PACs with a memory each and one SAT: what counts are SAT's books, not ours.</summary>
public sealed class TwoPacsTests(PostgresCluster cluster)
{
    private const int Documents = 400;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_PAC_knows_its_own_stamps_only_and_the_books_show_a_document_that_got_two()
    {
        await using StampingStage stage = await TogetherAsync();
        NewCfdi invoice = SampleDocuments.Invoice(1);
        PacDocument document = new(invoice.Source.PacName, invoice.Document.Xml);

        Assert.IsType<StampOutcome.Stamped>(await stage.Pacs[0].StampAsync(document, Cancellation));
        Assert.IsType<StampOutcome.AlreadyStamped>(await stage.Pacs[0].StampAsync(document, Cancellation));
        Assert.Equal((1, 0), (stage.First.StampCount, stage.First.StampedByTwo));
        Assert.IsType<StampOutcome.Stamped>(await stage.Pacs[1].StampAsync(document, Cancellation));

        Assert.Equal((2, 1), (stage.First.StampCount, stage.First.StampedByTwo));
        Assert.Single(stage.First.LivingTwice);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_fails_no_source_has_living_stamps_of_two_PACs(int seed)
    {
        await using StampingStage stage = await TogetherAsync();
        await stage.FailAsync(stage.First, $$"""
            {"rates":{"hang":0.05,"late":0.08,"lateStamp":0.08,"twice":0.08,"refuse":0.03,"suspend":0.08,
            "breakAfter":0.05,"breakBefore":0.05,"error500":0.03},"seed":{{seed}},"delayMs":600}
            """, "finkok");
        await stage.FailAsync(stage.First, $$"""
            {"rates":{"late":0.08,"lateStamp":0.08,"twice":0.08,"suspend":0.15,"breakAfter":0.05},"seed":{{seed + 50}},
            "delayMs":600}
            """, "sw");
        await new CfdiBulk(stage.Database).EnqueueAsync(
            [.. Enumerable.Range(1, Documents).Select(number => SampleDocuments.Invoice(number))], Cancellation);

        using CancellationTokenSource cut = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        cut.CancelAfter(TimeSpan.FromMilliseconds(700));
        await Task.WhenAll(stage.StampAsync(until: cut.Token), stage.StampAsync(until: cut.Token));
        await stage.StampAsync();
        // Stamps that a PAC made after all its callers had gone.
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);

        Assert.Empty(stage.First.LivingTwice);
        Assert.Equal(0, stage.First.StampedByTwo);
        long stamped = await stage.OneAsync<long>("SELECT count(*) FROM cfdi_document WHERE state = 'stamped'");
        Assert.Equal(stamped, stage.First.StampCount);
        Assert.Equal(2L, await stage.OneAsync<long>("SELECT count(DISTINCT pac) FROM cfdi_document"));
        Assert.Equal(0L, await stage.OneAsync<long>("""
            SELECT count(*) FROM cfdi_document
            WHERE state NOT IN ('stamped', 'parked') OR may_be_stamped <> (state = 'stamped')
            """));
    }

    private async Task<StampingStage> TogetherAsync() =>
        await StampingStage.StartAsync(await cluster.CreateDatabaseAsync(), together: true);
}
