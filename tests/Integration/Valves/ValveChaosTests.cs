using Strangler.Core.Valves;
using Strangler.Gateway.Metering;
using Strangler.Meters.Mqtt;
using Strangler.Tests.Integration.Cluster;
using Strangler.Tests.Integration.Meters;

namespace Strangler.Tests.Integration.Valves;

/// <summary>Workers that are killed at random, meters that restart and lose answers, contradicting orders.</summary>
public sealed class ValveChaosTests(PostgresCluster cluster, MeterBroker broker)
{
    private const int Valves = 12;
    private const int Rounds = 50;

    private static readonly ValveRules Quick = ValveRules.Default with
    {
        FirstRetry = TimeSpan.FromMilliseconds(300),
        LongestRetry = TimeSpan.FromSeconds(1),
        FirstAsk = TimeSpan.FromMilliseconds(300),
        LongestAsk = TimeSpan.FromSeconds(1),
        MostAsks = 1_000,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_valve_acts_twice_or_backwards_and_all_end_where_they_should_be()
    {
        await using ValveStage stage = await ValveStage.CreateAsync(cluster, broker, Valves, Quick);
        await stage.DoAsync("UPDATE valve_setting SET most_alone = 1000");
        foreach (ValveMeter meter in stage.Meters)
        {
            meter.LosesOfHundred = 30;
            await meter.StartAsync();
        }

        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Chaos chaos = new(stage);
        Task<int>[] workers = [.. Enumerable.Range(0, 3).Select(one => chaos.RunAsync($"w{one}", over.Token))];
        await OrderAtRandomAsync(stage);
        chaos.IsOver = true;
        await ValveStage.UntilAsync(async () => await stage.OneAsync<long>("""
            SELECT count(*) FROM valve_device
            WHERE (desired, desired_litres) IS DISTINCT FROM (reported, reported_litres) OR EXISTS (
                SELECT FROM valve_command c WHERE c.device = valve_device.device
                    AND c.state IN ('ordered', 'approved', 'sent', 'unknown'))
            """) == 0);
        await over.CancelAsync();
        int killed = (await Task.WhenAll(workers)).Sum();

        Assert.True(killed >= 3, $"Only {killed} workers were killed.");
        foreach (ValveMeter meter in stage.Meters)
        {
            long[] orders = [.. meter.Actuations.Select(one => one.Order)];
            Assert.Equal(orders.Distinct().Order(), orders);
            Assert.Equal(orders.Length, meter.Actuations.Select(one => one.Id).Distinct().Count());
            Assert.Equal(meter.Position, await stage.OneAsync<string>(
                $"SELECT desired FROM valve_device WHERE device = '{meter.Device}'"));
        }

        Assert.Equal(
            stage.Meters.Sum(meter => meter.Actuations.Count),
            (int)await stage.OneAsync<long>("SELECT count(*) FROM valve_command WHERE state = 'acknowledged'"));
    }

    private static async Task OrderAtRandomAsync(ValveStage stage)
    {
        Random random = new(11);
        for (int round = 0; round < Rounds; round++)
        {
            ValveMeter[] some = [.. stage.Meters.Where(_ => random.Next(3) == 0)];
            if (some.Length > 0)
            {
                await stage.OrderAsync(
                    random.Next(2) == 0 ? ValveSetting.Open : ValveSetting.Restricted(100 * random.Next(1, 9)), some);
            }

            ValveMeter restarted = stage.Meters[random.Next(Valves)];
            await restarted.StopAsync();
            await Task.Delay(100, Cancellation);
            await restarted.StartAsync();
        }
    }

    /// <summary>A worker that is killed at random moments and started again, with the session it had.</summary>
    private sealed class Chaos(ValveStage stage)
    {
        public volatile bool IsOver;

        public async Task<int> RunAsync(string name, CancellationToken over)
        {
            int killed = 0;
            while (!over.IsCancellationRequested)
            {
                (ValveWorker worker, IMqttClient client) = await stage.WorkerAsync(
                    name, _ => !IsOver && Random.Shared.Next(6) == 0);
                try
                {
                    await worker.RunAsync(over);
                }
                catch (WorkerKilledException)
                {
                    killed++;
                }
                catch (OperationCanceledException) when (over.IsCancellationRequested)
                {
                    // All is done.
                }
                finally
                {
                    await client.DisposeAsync();
                }
            }

            return killed;
        }
    }
}
