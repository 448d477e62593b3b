using System.Text;
using Strangler.Meters.Mqtt;

namespace Strangler.Tests.Integration.Meters;

/// <summary>What tests do with clients.</summary>
internal static class MeterClients
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<MqttClient> ConnectedAsync(MqttOptions options)
    {
        MqttClient client = new(options, TimeProvider.System);
        client.Start();
        try
        {
            await client.ConnectedAsync(Cancellation).WaitAsync(Limit, Cancellation);
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }

        return client;
    }

    public static async Task SendAsync(MqttClient client, string topic, params string[] payloads)
    {
        foreach (string payload in payloads)
        {
            MqttPublishResult result = await client.PublishAsync(
                new MqttOutgoing(topic, Encoding.UTF8.GetBytes(payload)), Cancellation);
            Assert.Equal(MqttPublishOutcome.Accepted, result.Outcome);
        }
    }

    /// <summary>Payloads in order of arrival, one longer where the broker says it was sent before: "!".</summary>
    public static async Task<List<string>> TakeAsync(MqttClient client, int count, bool acknowledge = true)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Limit);
        List<string> taken = [];
        while (taken.Count < count)
        {
            using MqttBatch batch = await client.ReceiveAsync(count - taken.Count, limit.Token);
            foreach (MqttMessage message in batch.Messages)
            {
                taken.Add(Encoding.UTF8.GetString(message.Payload.Span) + (message.Duplicate ? "!" : ""));
            }

            if (acknowledge)
            {
                await client.AcknowledgeAsync(batch, limit.Token);
            }
        }

        return taken;
    }
}
