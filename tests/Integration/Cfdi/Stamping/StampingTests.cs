using Npgsql;
using Strangler.Cfdi.Stamping;
using Strangler.Postgres.Cfdi;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cfdi.Stamping;

public sealed class StampingTests(PostgresCluster cluster)
{
    private const string EveryFailure = """
        {"rates":{"satAway":0.04,"hang":0.03,"late":0.04,"lateStamp":0.04,"twice":0.05,"breakAfter":0.06,
        "breakBefore":0.05,"error500":0.05,"suspend":0.05,"refuse":0.02,"wrongStamp":0.02},"seed":11,"delayMs":700}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_fails_each_document_ends_with_one_stamp_or_a_reason()
    {
        await using StampingStage stage = await StampingStage.StartAsync(cluster);
        await stage.FailAsync(stage.First, EveryFailure);
        await stage.FailAsync(stage.Second, EveryFailure);
        BulkResult bulk = await new CfdiBulk(stage.Database).EnqueueAsync(
            [.. Enumerable.Range(1, 300).Select(number => SampleDocuments.Invoice(number))], Cancellation);
        Assert.Equal((300, 0), (bulk.Queued, bulk.Already));

        // Two workers are cut off in the middle; leases end, and a third does the rest.
        using CancellationTokenSource cut = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        cut.CancelAfter(TimeSpan.FromSeconds(1));
        await Task.WhenAll(stage.StampAsync(until: cut.Token), stage.StampAsync(until: cut.Token));
        await stage.StampAsync();

        IReadOnlyDictionary<string, long> counts = await stage.Queries.CountAsync(Cancellation);
        Assert.Equal(300, counts.Values.Sum());
        Assert.All(counts.Keys, state => Assert.Contains(state, (string[])["stamped", "parked"]));
        Assert.InRange(counts["stamped"], 200, 300);
        Assert.Empty(stage.First.StampedTwice);
        Assert.Empty(stage.Second.StampedTwice);
        Assert.Equal(0, await stage.OneAsync<long>(
            "SELECT count(*) FROM cfdi_document WHERE state = 'parked' AND code IS NULL"));
        long maybe = await stage.OneAsync<long>(
            "SELECT count(*) FROM cfdi_document WHERE state = 'parked' AND may_be_stamped");
        Assert.InRange(stage.First.StampCount + stage.Second.StampCount, counts["stamped"], counts["stamped"] + maybe);
    }

    [Fact]
    public async Task A_PAC_that_does_no_work_is_left_for_the_other_and_only_then()
    {
        await using StampingStage stage = await StampingStage.StartAsync(cluster);
        await stage.FailAsync(stage.First, """{"rates":{"suspend":1}}""");
        long id = await stage.EnqueueAsync(SampleDocuments.Invoice(1));

        await stage.StampAsync();

        CfdiLine line = (await stage.Queries.FindAsync(id, Cancellation))!;
        Assert.Equal(("stamped", "sw"), (line.State, line.Pac));
        Assert.Equal((0, 1), (stage.First.StampCount, stage.Second.StampCount));
    }

    [Fact]
    public async Task A_lost_answer_is_recovered_where_it_was_lost()
    {
        await using StampingStage stage = await StampingStage.StartAsync(cluster);
        await stage.FailAsync(stage.First, """{"rates":{"breakAfter":1}}""");
        long id = await stage.EnqueueAsync(SampleDocuments.Invoice(1));

        await stage.StampAsync();

        CfdiLine line = (await stage.Queries.FindAsync(id, Cancellation))!;
        Assert.Equal(("stamped", "finkok"), (line.State, line.Pac));
        Assert.True(stage.First.Stamped(line.Uuid!.Value));
        Assert.Equal(0, stage.Second.StampCount);
    }

    [Fact]
    public async Task A_wrong_stamp_is_never_kept()
    {
        await using StampingStage stage = await StampingStage.StartAsync(cluster);
        await stage.FailAsync(stage.First, """{"rates":{"wrongStamp":1}}""");
        long id = await stage.EnqueueAsync(SampleDocuments.Invoice(1));

        await stage.StampAsync();

        CfdiLine line = (await stage.Queries.FindAsync(id, Cancellation))!;
        Assert.Equal(("parked", StampFindings.WrongSeal, true), (line.State, line.Code, line.MayBeStamped));
        Assert.Null(await stage.Queries.StampedXmlAsync(id, Cancellation));
        Assert.False(await stage.Queries.WithdrawAsync(id, "test", Cancellation));

        Assert.Equal(1, await stage.Queries.RequeueAsync(id, null, Cancellation));
        await stage.StampAsync();
        Assert.Equal("stamped", (await stage.Queries.FindAsync(id, Cancellation))!.State);
        Assert.Equal(1, stage.First.StampCount);
    }

    [Fact]
    public async Task A_document_older_than_72_hours_is_not_sent_and_may_be_sealed_anew()
    {
        await using StampingStage stage = await StampingStage.StartAsync(cluster);
        long id = await stage.EnqueueAsync(SampleDocuments.Invoice(1, TimeSpan.FromHours(73)));

        await stage.StampAsync();

        Assert.Equal("expired", (await stage.Queries.FindAsync(id, Cancellation))!.State);
        Assert.Equal(0, await stage.OneAsync<long>("SELECT count(*) FROM cfdi_attempt"));
        await stage.EnqueueAsync(SampleDocuments.Invoice(1, version: 2));
    }

    [Fact]
    public async Task A_source_has_one_living_document_and_its_bytes_do_not_change()
    {
        await using StampingStage stage = await StampingStage.StartAsync(cluster);
        NewCfdi document = SampleDocuments.Invoice(1);
        long id = await stage.EnqueueAsync(document);
        Assert.Equal(
            new EnqueueOutcome.Already(id, "queued"), await stage.Store.EnqueueAsync(document, Cancellation));
        Assert.IsType<EnqueueOutcome.Refused>(await stage.Store.EnqueueAsync(
            SampleDocuments.Invoice(1, TimeSpan.FromMinutes(9)), Cancellation));
        Assert.IsType<EnqueueOutcome.Refused>(await stage.Store.EnqueueAsync(
            SampleDocuments.Invoice(1, version: 2), Cancellation));
        await stage.StampAsync();

        foreach (string change in new[]
        {
            "UPDATE cfdi_document SET stamped_xml = '\\x00'", "UPDATE cfdi_document SET uuid = gen_random_uuid()",
            "UPDATE cfdi_document SET sealed_xml = '\\x00'", "DELETE FROM cfdi_document",
            "TRUNCATE cfdi_document CASCADE",
        })
        {
            await using NpgsqlCommand command = stage.Database.Command(change);
            await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));
        }
    }
}
