using Strangler.Core.Payments;
using Strangler.Core.Valves;
using Strangler.Gateway.Metering;
using Strangler.Meters.Mqtt;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Meters;

namespace Strangler.Tests.Integration.Valves;

/// <summary>Commands on their way to meters and back, over a real broker.</summary>
public sealed class ValveCommandTests(PostgresCluster cluster, MeterBroker broker)
{
    private static readonly ValveSetting Trickle = ValveSetting.Restricted(200);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_is_acted_on_once_though_its_answers_are_lost_and_it_is_sent_again()
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, 1);
        ValveMeter meter = stage.Meters[0];
        await meter.StartAsync();
        (ValveWorker worker, _) = await stage.WorkerAsync();
        Assert.IsType<DeskOutcome.Done>(await stage.OrderAsync(Trickle, meter));

        meter.LosesOfHundred = 100;
        Assert.Equal(1, await worker.SendDueAsync(Cancellation));
        await ValveStage.UntilAsync(() => Task.FromResult(meter.Commands == 1));
        Assert.Equal(0, await worker.SendDueAsync(Cancellation));
        meter.LosesOfHundred = 0;
        stage.Clock.Now += TimeSpan.FromSeconds(31);
        Assert.Equal(1, await worker.SendDueAsync(Cancellation));
        await ValveStage.HearUntilAsync(worker, async () => await stage.CommandsAsync(meter) == "1 acknowledged 2");

        Assert.Equal(2, meter.Commands);
        Assert.Single(meter.Actuations);
        Assert.Equal("restricted 200", await stage.OneAsync<string>(
            "SELECT reported || ' ' || reported_litres FROM valve_device"));
    }

    [Fact]
    public async Task A_lost_acknowledgement_is_resolved_by_the_state_before_anything_new_is_sent()
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, 1);
        ValveMeter meter = stage.Meters[0];
        await meter.StartAsync();
        (ValveWorker worker, _) = await stage.WorkerAsync();
        meter.LosesOfHundred = 100;
        await stage.OrderAsync(Trickle, meter);
        await worker.SendDueAsync(Cancellation);
        await ValveStage.UntilAsync(() => Task.FromResult(meter.Commands == 1));

        await stage.OrderAsync(ValveSetting.Open, meter);
        Assert.Equal(1, await worker.SendDueAsync(Cancellation));
        Assert.Equal("1 unknown 1, 2 approved 0", await stage.CommandsAsync(meter));
        Assert.Equal(0, await worker.SendDueAsync(Cancellation));

        meter.LosesOfHundred = 0;
        stage.Clock.Now += TimeSpan.FromMinutes(2);
        await worker.SendDueAsync(Cancellation);
        await ValveStage.HearUntilAsync(
            worker, async () => await stage.CommandsAsync(meter) == "1 acknowledged 1, 2 approved 0");
        await worker.SendDueAsync(Cancellation);
        await ValveStage.HearUntilAsync(
            worker, async () => await stage.CommandsAsync(meter) == "1 acknowledged 1, 2 acknowledged 1");

        Assert.Equal([1, 2], meter.Actuations.Select(one => one.Order));
        Assert.Equal("open", meter.Position);
        Assert.Equal("by the valve's state", await stage.OneAsync<string>(
            "SELECT detail FROM valve_command WHERE number = 1"));
    }

    [Fact]
    public async Task A_meter_that_was_away_past_the_expiry_ignores_what_waited_for_it()
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, 1);
        ValveMeter meter = stage.Meters[0];
        await meter.StartAsync();
        await meter.StopAsync();
        (ValveWorker worker, _) = await stage.WorkerAsync();
        await stage.OrderAsync(Trickle, meter);
        Assert.Equal(1, await worker.SendDueAsync(Cancellation));

        stage.Clock.Now += TimeSpan.FromDays(2);
        await stage.OrderAsync(ValveSetting.Open, meter);
        await worker.SendDueAsync(Cancellation);
        await meter.StartAsync();
        await ValveStage.HearUntilAsync(
            worker, async () => await stage.CommandsAsync(meter) == "1 expired 1, 2 approved 0");
        await worker.SendDueAsync(Cancellation);
        await ValveStage.HearUntilAsync(
            worker, async () => await stage.CommandsAsync(meter) == "1 expired 1, 2 acknowledged 1");

        Assert.Equal(2, meter.Commands);
        Assert.Equal([2], meter.Actuations.Select(one => one.Order));
    }

    [Theory]
    [InlineData("before publish")]
    [InlineData("after publish")]
    public async Task A_worker_that_is_killed_leaves_its_command_to_the_next_one_with_the_same_id(string moment)
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, 1);
        ValveMeter meter = stage.Meters[0];
        await meter.StartAsync();
        (ValveWorker killed, IMqttClient client) = await stage.WorkerAsync("w", now => now == moment);
        await stage.OrderAsync(Trickle, meter);

        await Assert.ThrowsAsync<WorkerKilledException>(() => killed.SendDueAsync(Cancellation));
        await client.DisposeAsync();
        (ValveWorker next, _) = await stage.WorkerAsync();
        Assert.Equal("1 sent 1", await stage.CommandsAsync(meter));
        Assert.Equal(0, await next.SendDueAsync(Cancellation));
        stage.Clock.Now += TimeSpan.FromSeconds(31);
        Assert.Equal(1, await next.SendDueAsync(Cancellation));
        await ValveStage.HearUntilAsync(next, async () => await stage.CommandsAsync(meter) == "1 acknowledged 2");

        Assert.Single(meter.Actuations);
    }

    [Fact]
    public async Task A_worker_that_is_killed_after_keeping_an_answer_gets_it_again_and_nothing_changes()
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, 1);
        ValveMeter meter = stage.Meters[0];
        await meter.StartAsync();
        (ValveWorker killed, IMqttClient client) = await stage.WorkerAsync("w", now => now == "before acknowledge");
        await stage.OrderAsync(Trickle, meter);
        await killed.SendDueAsync(Cancellation);
        await Assert.ThrowsAsync<WorkerKilledException>(() => killed.HearAsync(Cancellation));
        await client.DisposeAsync();
        Assert.Equal("1 acknowledged 1", await stage.CommandsAsync(meter));

        (ValveWorker next, _) = await stage.WorkerAsync();
        await next.HearAsync(Cancellation);

        Assert.Equal("1 acknowledged 1", await stage.CommandsAsync(meter));
        Assert.Equal(2, await stage.OneAsync<long>(
            "SELECT sum(count)::bigint FROM meter_intake WHERE outcome = 'informational:valve-ack'"));
        Assert.Single(meter.Actuations);
    }

    [Fact]
    public async Task What_cannot_be_right_is_set_aside_by_name_and_changes_nothing()
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, 14);
        ValveMeter meter = stage.Meters[0];
        ValveMeter other = stage.Meters[1];
        await other.StartAsync();
        (ValveWorker worker, _) = await stage.WorkerAsync();
        await stage.OrderAsync(Trickle, meter);
        await worker.SendDueAsync(Cancellation);
        await stage.OrderAsync(Trickle, "eva", [.. stage.Meters.Skip(1)]);
        Guid of = await stage.OneAsync<Guid>($"SELECT id FROM valve_command WHERE device = '{meter.Device}'");
        Guid pending = await stage.OneAsync<Guid>($"SELECT id FROM valve_command WHERE device = '{other.Device}'");
        const string At = "2026-07-01T18:00:00Z";

        await other.SayAsync("ack", new { id = of, result = "done", position = "closed", at = At });
        await other.SayAsync("ack", new { id = Guid.NewGuid(), result = "done", at = At });
        await other.SayAsync("ack", new { id = pending, result = "done", at = At });
        await other.SayAsync("ack", new { id = of, result = "done", at = "2027-07-01T18:00:00Z" });
        await other.SayAsync("ack", "{\"id\":");
        await other.SayAsync("state", new string('x', 5_000));
        await other.SayAsync("state", new { position = "open", command = of, at = At });
        await ValveStage.HearUntilAsync(
            worker, async () => await stage.OneAsync<long>("SELECT count(*) FROM meter_quarantine") == 7);

        Assert.Equal(
            "valve-broken-json 1, valve-future 1, valve-never-sent 1, valve-other-device 2, valve-oversize 1, "
            + "valve-unknown-command 1",
            await stage.OneAsync<string>("""
                SELECT string_agg(reason || ' ' || n, ', ' ORDER BY reason)
                FROM (SELECT reason, count(*) AS n FROM meter_quarantine GROUP BY reason) r
                """));
        Assert.Equal(7, await stage.OneAsync<long>(
            "SELECT sum(count)::bigint FROM meter_intake WHERE outcome LIKE 'quarantined:valve-%'"));
        Assert.Equal("1 sent 1", await stage.CommandsAsync(meter));
        Assert.Equal("1 ordered 0", await stage.CommandsAsync(other));
        Assert.Equal(0, await stage.OneAsync<long>("SELECT count(*) FROM valve_device WHERE reported IS NOT NULL"));
    }
}
