using System.CommandLine;
using System.Text;
using Strangler.Core.Identity;
using Strangler.Core.Metering;
using Strangler.Gateway.Metering;
using Strangler.Meters.Payloads;
using Strangler.ParallelRun.CommandLine;
using Strangler.ParallelRun.Meters;
using Strangler.Postgres.Metering;
using Strangler.Tests.Integration.Cluster;

namespace Strangler.Tests.Integration.Meters;

/// <summary>What could not be read is read once there is a reason to; what came and what became of it add up.</summary>
public sealed class QuarantineCommandTests(PostgresCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_meter_registered_later_gets_its_readings_once_and_what_stays_unreadable_is_dropped_by_hand()
    {
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);
        stage.Clock.Now = TimeProvider.System.GetUtcNow();
        await ReceiveAsync(
            stage, ("aqua/v1/meters/later/readings", Two(stage.Clock.Now)), ("aqua/v1/meters/later/readings", "{"));
        Assert.Contains("unknown-device", (await RunAsync(stage, "quarantine", "list")).Output);

        (int code, string output) = await RunAsync(stage, "quarantine", "replay");
        Assert.Equal(0, code);
        Assert.Contains("0 replayed, 2 stay.", output);
        Assert.Contains("2 received = 0 rated + 0 informational + 0 discarded + 2 quarantined.",
            (await RunAsync(stage, "status")).Output);

        int contract = await stage.Imported.OneAsync<int>("SELECT min(contract)::integer FROM meter_device");
        Assert.True(await new DeviceRegistration(stage.Database).AddAsync(
            new NewDevice("later", new ContractNumber(contract))
            {
                Since = stage.Clock.Now.AddDays(-30),
            },
            "a test", Cancellation));
        (code, output) = await RunAsync(stage, "quarantine", "replay", "--who", "ana");
        Assert.Contains("1 replayed, 1 stay.", output);
        Assert.Contains("stays: ", output);
        Assert.Equal(2, await stage.Imported.OneAsync<long>(
            "SELECT count(*) FROM meter_reading r JOIN meter_device d ON d.number = r.device AND d.device = 'later'"));
        Assert.Equal("ana", await stage.Imported.OneAsync<string>(
            "SELECT ended_by FROM meter_quarantine WHERE state = 'replayed'"));
        Assert.Contains("3 received = 2 rated + 0 informational + 0 discarded + 1 quarantined.",
            (await RunAsync(stage, "status")).Output);

        string open = await stage.Imported.OneAsync<string>(
            "SELECT id::text FROM meter_quarantine WHERE state = 'open'");
        (code, output) = await RunAsync(stage, "quarantine", "drop", "--id", open, "--id", "4711");
        Assert.Equal(1, code);
        Assert.Contains("4711. Nothing was done.", output);
        (code, output) = await RunAsync(stage, "quarantine", "drop", "--id", open);
        Assert.Equal(0, code);
        Assert.Contains("1 dropped.", output);
        Assert.Contains("0 messages in quarantine.", (await RunAsync(stage, "status")).Output);
    }

    [Fact]
    public async Task A_message_that_another_ended_meanwhile_is_not_counted_twice()
    {
        await using MeterStage stage = await MeterStage.CreateAsync(cluster);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await ReceiveAsync(stage, ("aqua/v1/meters/later/readings", Two(now)));
        int contract = await stage.Imported.OneAsync<int>("SELECT min(contract)::integer FROM meter_device");
        await new DeviceRegistration(stage.Database).AddAsync(
            new NewDevice("later", new ContractNumber(contract))
            {
                Since = now.AddDays(-30),
            },
            "a test", Cancellation);
        QuarantinedMessage one = Assert.Single(
            await new MeterQuarantine(stage.Database).OpenAsync(0, null, 10, Cancellation));
        QuarantineReplay replay = new(stage.Database, TimeProvider.System);

        ReplayOutcome first = await replay.ReplayAsync(one, "ana", Cancellation);
        ReplayOutcome second = await replay.ReplayAsync(one, "eva", Cancellation);

        Assert.Equal([SampleFate.Rated, SampleFate.Rated], first.Fates);
        Assert.Null(first.Why);
        Assert.Equal("It was ended meanwhile.", second.Why);
        Assert.Equal(2, await stage.Imported.OneAsync<long>("SELECT sum(count)::bigint FROM meter_intake"));
    }

    private static string Two(DateTimeOffset now) =>
        $$"""[{"at":"{{now.AddHours(-2):O}}","litres":1000},{"at":"{{now.AddHours(-1):O}}","litres":1500}]""";

    private static async Task ReceiveAsync(MeterStage stage, params (string Topic, string Payload)[] messages)
    {
        IntakeBatch batch = new("test", new PayloadDecoder());
        foreach ((string topic, string payload) in messages)
        {
            batch.Add(Encoding.UTF8.GetBytes(topic), Encoding.UTF8.GetBytes(payload), TimeProvider.System.GetUtcNow());
        }

        await new MeterIntake(stage.Database, TimeProvider.System).KeepAsync(batch, Cancellation);
    }

    private static async Task<(int Code, string Output)> RunAsync(MeterStage stage, params string[] args)
    {
        using StringWriter output = new();
        Command root = new("strangler") { QuarantineCommand.Create(), StatusCommand.Create() };
        int code = await CommandRunner.RunAsync(
            root, [.. args, "--database", stage.Imported.ConnectionString], output, output);
        return (code, output.ToString());
    }
}
