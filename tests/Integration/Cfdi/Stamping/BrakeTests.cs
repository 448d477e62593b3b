using Strangler.Cfdi.Stamping;
using Strangler.Postgres.Cfdi;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Cfdi.Stamping;

public sealed class BrakeTests(PostgresCluster cluster)
{
    private static readonly StampingSettings Patient = StampingStage.Hurried with
    {
        FirstBrake = TimeSpan.FromMilliseconds(100),
        LongestBrake = TimeSpan.FromMilliseconds(200),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"rates":{"suspend":1}}""")]
    [InlineData("""{"rates":{"error500":1}}""")]
    public async Task While_every_PAC_is_down_one_document_at_a_time_tries_and_none_is_used_up(string failures)
    {
        await using StampingStage stage = await StampingStage.StartAsync(cluster);
        await stage.FailAsync(stage.First, failures);
        await stage.FailAsync(stage.Second, failures);
        await new CfdiBulk(stage.Database).EnqueueAsync(
            [.. Enumerable.Range(1, 200).Select(number => SampleDocuments.Invoice(number))], Cancellation);

        using CancellationTokenSource cut = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task working = stage.StampAsync(settings: Patient, until: cut.Token);
        await WaitAsync(stage, "SELECT count(*) >= 40 FROM cfdi_attempt");
        long before = await CallsAsync(stage);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
        long calls = await CallsAsync(stage) - before;
        await cut.CancelAsync();
        await working;

        // Two PACs, one sent document each per pause of at least 100 ms; without the brake there were thousands.
        Assert.InRange(calls, 0, 60);
        Assert.True(await stage.OneAsync<int>("SELECT max(attempts) FROM cfdi_document") < 20);
        Assert.Equal(0L, await stage.OneAsync<long>("SELECT count(*) FROM cfdi_document WHERE state = 'parked'"));

        await stage.FailAsync(stage.First, """{"rates":{}}""");
        await stage.FailAsync(stage.Second, """{"rates":{}}""");
        await stage.StampAsync(settings: Patient);
        Assert.Equal(200, (await stage.Queries.CountAsync(Cancellation))["stamped"]);
        Assert.Equal(200, stage.First.StampCount + stage.Second.StampCount);
    }

    [Fact]
    public async Task What_gets_too_old_meanwhile_expires_without_a_call()
    {
        await using StampingStage stage = await StampingStage.StartAsync(cluster);
        PacBrakes brakes = new([.. stage.Pacs.Select(pac => pac.Name)], Patient with
        {
            FirstBrake = TimeSpan.FromHours(1),
            LongestBrake = TimeSpan.FromHours(1),
        });
        foreach (string pac in brakes.Pacs)
        {
            for (int time = 0; time < Patient.BrakeAfter; time++)
            {
                brakes.Ended(pac, time, new StampOutcome.Unknown("timeout"), TimeProvider.System.GetUtcNow());
            }
        }

        long old = await stage.EnqueueAsync(SampleDocuments.Invoice(1, TimeSpan.FromHours(73)));
        long young = await stage.EnqueueAsync(SampleDocuments.Invoice(2));
        await stage.StampAsync(brakes: brakes);

        Assert.Equal("expired", (await stage.Queries.FindAsync(old, Cancellation))!.State);
        CfdiLine waits = (await stage.Queries.FindAsync(young, Cancellation))!;
        Assert.Equal(("queued", 0), (waits.State, waits.Attempts));
        Assert.Equal(0, await CallsAsync(stage));
    }

    private static Task<long> CallsAsync(StampingStage stage) =>
        stage.OneAsync<long>("SELECT count(*) FROM cfdi_attempt WHERE call = 'stamp'");

    private static async Task WaitAsync(StampingStage stage, string sql)
    {
        while (!await stage.OneAsync<bool>(sql))
        {
            await Task.Delay(20, Cancellation);
        }
    }
}
