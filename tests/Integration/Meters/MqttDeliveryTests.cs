using System.Globalization;
using System.Text;
using Strangler.Meters.Mqtt;

namespace Strangler.Tests.Integration.Meters;

public sealed class MqttDeliveryTests(MeterBroker meterBroker)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MqttVersion.Three)]
    [InlineData(MqttVersion.Five)]
    public async Task What_was_sent_while_we_were_away_comes(MqttVersion version)
    {
        MqttOptions options = await meterBroker.OptionsAsync($"away-{version}", $"away/{version}", version);
        await using (await MeterClients.ConnectedAsync(options))
        {
        }

        await using MqttClient sender = await SenderAsync($"away-sender-{version}");
        await MeterClients.SendAsync(sender, $"away/{version}", "1", "2", "3");
        await using MqttClient back = await MeterClients.ConnectedAsync(options);

        Assert.Equal(["1", "2", "3"], await MeterClients.TakeAsync(back, 3));
    }

    [Theory]
    [InlineData(MqttVersion.Three)]
    [InlineData(MqttVersion.Five)]
    public async Task What_we_did_not_acknowledge_comes_again_and_what_we_did_does_not(MqttVersion version)
    {
        MqttOptions options = await meterBroker.OptionsAsync($"again-{version}", $"again/{version}", version);
        await using MqttClient client = await MeterClients.ConnectedAsync(options);
        await MeterClients.SendAsync(client, $"again/{version}", "1", "2", "3", "4");
        await MeterClients.TakeAsync(client, 2, acknowledge: true);
        using MqttBatch late = await client.ReceiveAsync(1, Cancellation);
        await MeterClients.TakeAsync(client, 1, acknowledge: false);

        await client.RedeliverAsync(Cancellation);

        Assert.Equal(["3!", "4!"], await MeterClients.TakeAsync(client, 2, acknowledge: false));
        Assert.False(await client.AcknowledgeAsync(late, Cancellation));
        Assert.Equal((1L, 2L), (client.Counters.AcknowledgedTooLate, client.Counters.Connections));
        // The late acknowledgement did not reach the broker on the new connection.
        await client.RedeliverAsync(Cancellation);
        Assert.Equal(["3!", "4!"], await MeterClients.TakeAsync(client, 2));
    }

    [Fact]
    public async Task Two_clients_of_a_shared_subscription_have_each_message_once_between_them()
    {
        const int Messages = 400;
        MqttOptions options = await meterBroker.OptionsAsync("shared-1", "$share/workers/shared/+");
        await using MqttClient first = await MeterClients.ConnectedAsync(options);
        await using MqttClient second = await MeterClients.ConnectedAsync(options with { ClientId = "shared-2" });
        await using MqttClient sender = await SenderAsync("shared-sender");
        string[] payloads = [.. Enumerable.Range(0, Messages).Select(
            number => number.ToString(CultureInfo.InvariantCulture))];
        List<string>[] taken = [[], []];
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task[] taking = [TakeAllAsync(first, taken, 0, Messages, done), TakeAllAsync(second, taken, 1, Messages, done)];

        await Task.WhenAll(payloads.Select(payload => MeterClients.SendAsync(sender, "shared/a", payload)));
        await Task.WhenAll(taking).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        Assert.All(taken, Assert.NotEmpty);
        Assert.Equal(payloads.Order(), taken[0].Concat(taken[1]).Order());
    }

    [Fact]
    public async Task Who_is_put_out_by_another_with_its_client_id_is_told_of_it()
    {
        TaskCompletionSource<MqttNotice> lost = new();
        MqttOptions options = await meterBroker.OptionsAsync("taken", "taken/#");
        await using MqttClient first = await MeterClients.ConnectedAsync(options with
        {
            FirstWait = TimeSpan.FromHours(1),
            LongestWait = TimeSpan.FromHours(1),
            Notify = notice => _ = notice.Connected || lost.TrySetResult(notice),
        });
        await using MqttClient second = await MeterClients.ConnectedAsync(options);

        // mosquitto 2.0.11 closes without the reason that version 5 has for it.
        MqttNotice notice = await lost.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.True(
            notice.Reason == MqttReason.SessionTakenOver
                || notice.Text.EndsWith("may have the id taken.", StringComparison.Ordinal),
            notice.Text);
        await MeterClients.SendAsync(second, "taken/a", "mine now");
        Assert.Equal(["mine now"], await MeterClients.TakeAsync(second, 1));
        Assert.Equal((1L, 1L), (first.Counters.Connections, second.Counters.Connections));
    }

    [Fact]
    public async Task A_broker_that_is_stopped_and_started_is_found_again_with_all_that_it_kept()
    {
        await using MosquittoProcess broker = await MeterBroker.StartOwnAsync();
        await using MqttClient client = await MeterClients.ConnectedAsync(
            MeterBroker.Options(broker, "staying", "a/#"));
        await MeterClients.SendAsync(client, "a/b", "before", "unacknowledged");
        await MeterClients.TakeAsync(client, 1);

        await broker.StopAsync();
        await broker.StartAsync(Cancellation);
        await ConnectionsAsync(client, 2);

        Assert.StartsWith("unacknowledged", Assert.Single(await MeterClients.TakeAsync(client, 1)));
        await MeterClients.SendAsync(client, "a/b", "after");
        Assert.Equal(["after"], await MeterClients.TakeAsync(client, 1));
    }

    [Fact]
    public async Task A_broker_that_lost_our_session_hears_our_filters_again()
    {
        await using MosquittoProcess broker = await MeterBroker.StartOwnAsync();
        MqttOptions options = MeterBroker.Options(broker, "clean", "a/#") with { CleanStart = true };
        await using MqttClient client = await MeterClients.ConnectedAsync(options);

        await client.RedeliverAsync(Cancellation);
        await ConnectionsAsync(client, 2);

        await MeterClients.SendAsync(client, "a/b", "heard");
        Assert.Equal(["heard"], await MeterClients.TakeAsync(client, 1));
    }

    [Theory]
    [InlineData(MqttVersion.Three)]
    [InlineData(MqttVersion.Five)]
    public async Task No_more_come_than_may_wait_for_their_acknowledgement(MqttVersion version)
    {
        MqttOptions options = await meterBroker.OptionsAsync($"most-{version}", $"most/{version}", version);
        await using MqttClient client = await MeterClients.ConnectedAsync(options with { ReceiveMaximum = 2 });
        await using MqttClient sender = await SenderAsync($"most-sender-{version}");
        string filler = new('x', 40_000);
        await MeterClients.SendAsync(sender, $"most/{version}", [.. Enumerable.Repeat(filler, 20)]);

        using MqttBatch held = await client.ReceiveAsync(2, Cancellation);
        using MqttBatch? more = held.Count == 2 ? null : await client.ReceiveAsync(1, Cancellation);

        // In 3.1.1 the broker decides (20 of mosquitto's own); we have stopped reading after what was under way.
        Assert.InRange(client.Counters.Received, 2, version == MqttVersion.Five ? 2 : 6);
        await client.AcknowledgeAsync(held, Cancellation);
        if (more is not null)
        {
            await client.AcknowledgeAsync(more, Cancellation);
        }

        Assert.Equal(18, (await MeterClients.TakeAsync(client, 18)).Count);
        Assert.Equal(1, client.Counters.Connections);
    }

    [Fact]
    public async Task A_broker_of_version_5_keeps_a_packet_that_is_too_big_for_us_to_itself()
    {
        MqttOptions options = await meterBroker.OptionsAsync("small-5", "small/5");
        await using MqttClient client = await MeterClients.ConnectedAsync(options with { MaximumPacket = 1_000 });
        await using MqttClient sender = await SenderAsync("small-sender-5");

        await MeterClients.SendAsync(sender, "small/5", new string('x', 2_000), "fits");

        Assert.Equal(["fits"], await MeterClients.TakeAsync(client, 1));
        Assert.Equal((0L, 1L), (client.Counters.Oversize, client.Counters.Connections));
    }

    [Fact]
    public async Task A_packet_that_is_too_big_ends_the_connection_by_name_in_version_3()
    {
        TaskCompletionSource<MqttNotice> lost = new();
        MqttOptions options = await meterBroker.OptionsAsync("small-3", "small/3", MqttVersion.Three);
        await using MqttClient client = await MeterClients.ConnectedAsync(options with
        {
            MaximumPacket = 1_000,
            Notify = notice => _ = notice.Connected || lost.TrySetResult(notice),
        });
        await using MqttClient sender = await SenderAsync("small-sender-3");

        await MeterClients.SendAsync(sender, "small/3", new string('x', 2_000));

        MqttNotice notice = await lost.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.Equal(MqttReason.PacketTooLarge, notice.Reason);
        Assert.InRange(client.Counters.Oversize, 1, long.MaxValue);
    }

    [Fact]
    public async Task A_batch_given_back_cannot_be_acknowledged()
    {
        MqttOptions options = await meterBroker.OptionsAsync("closed", "closed");
        await using MqttClient client = await MeterClients.ConnectedAsync(options);
        await MeterClients.SendAsync(client, "closed", "1");
        MqttBatch batch = await client.ReceiveAsync(1, Cancellation);
        batch.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(
            async () => await client.AcknowledgeAsync(batch, Cancellation));
    }

    private static async Task ConnectionsAsync(MqttClient client, int count)
    {
        while (client.Counters.Connections < count)
        {
            await Task.Delay(20, Cancellation);
        }

        // What came on the connection before is offered until this one has begun.
        await client.ConnectedAsync(Cancellation);
    }

    private async Task<MqttClient> SenderAsync(string clientId) =>
        await MeterClients.ConnectedAsync(await meterBroker.OptionsAsync(clientId));

    private static async Task TakeAllAsync(
        MqttClient client, List<string>[] taken, int mine, int messages, CancellationTokenSource done)
    {
        try
        {
            while (true)
            {
                using MqttBatch batch = await client.ReceiveAsync(50, done.Token);
                lock (taken)
                {
                    foreach (MqttMessage message in batch.Messages)
                    {
                        taken[mine].Add(Encoding.UTF8.GetString(message.Payload.Span));
                    }
                }

                await client.AcknowledgeAsync(batch, done.Token);
                if (taken[0].Count + taken[1].Count >= messages)
                {
                    await done.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The other had the last one.
        }
    }
}
