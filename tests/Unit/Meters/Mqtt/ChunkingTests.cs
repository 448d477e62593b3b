using System.Text;
using Strangler.Meters.Mqtt;
using Strangler.Meters.Mqtt.Wire;

namespace Strangler.Tests.Unit.Meters.Mqtt;

public sealed class ChunkingTests
{
    [Theory]
    [InlineData(1, MqttVersion.Five)]
    [InlineData(2, MqttVersion.Three)]
    [InlineData(3, MqttVersion.Five)]
    [InlineData(4, MqttVersion.Three)]
    [InlineData(5, MqttVersion.Five)]
    public void However_the_bytes_are_cut_the_messages_are_the_same(int seed, MqttVersion version)
    {
        Random random = new(seed);
        List<string> sent = [];
        List<byte> bytes = [];
        for (int index = 1; index <= 400; index++)
        {
            // Some bigger than a block of memory, most small.
            byte[] payload = new byte[random.Next(50) == 0 ? random.Next(100_000) : random.Next(200)];
            random.NextBytes(payload);
            string topic = $"aqua/v1/meters/ñ{random.Next(1_000_000)}/readings";
            bytes.AddRange(Requests.Publish((ushort)index, new MqttOutgoing(topic, payload), version));
            bytes.AddRange([0xD0, 0]);
            sent.Add($"{topic}|{index}|False|False|{Convert.ToHexString(payload)}");
        }

        using Inbound inbound = new(version);
        List<string> received = Cut(bytes.ToArray(), random, inbound);

        Assert.Equal(sent, received);
        Assert.Equal(400, inbound.Control.Count);
        Assert.Equal((400L, 400), (inbound.Counters.Received, inbound.Inbox.Unacknowledged));
        Assert.Equal(0, inbound.Inbox.WaitingBytes);
    }

    [Fact]
    public void A_batch_holds_at_most_so_many_and_keeps_its_bytes_while_others_come_and_go()
    {
        using Inbound inbound = new(MqttVersion.Three);
        Send(inbound, "a", "b", "c");
        using MqttBatch first = inbound.Inbox.TryTake(2)!;
        inbound.Take().ForEach(message => Assert.StartsWith("c|", message));
        for (int round = 0; round < 40; round++)
        {
            Send(inbound, [.. Enumerable.Repeat(new string('x', 20_000), 5)]);
            inbound.Take();
        }

        Assert.Equal(2, first.Count);
        Assert.Equal("a", Encoding.UTF8.GetString(first[0].Topic.Span));
        Assert.Equal("b", Encoding.UTF8.GetString(first[1].Topic.Span));
    }

    [Fact]
    public void A_closed_inbox_gives_nothing_and_takes_nothing()
    {
        using Inbound inbound = new(MqttVersion.Three);
        Send(inbound, "a");
        inbound.Inbox.Close();
        Send(inbound, "b");

        Assert.Empty(inbound.Take());
    }

    private static void Send(Inbound inbound, params string[] topics)
    {
        foreach (string topic in topics)
        {
            inbound.Feed(Requests.Publish(1, new MqttOutgoing(topic, default), MqttVersion.Three));
        }
    }

    private static List<string> Cut(ReadOnlySpan<byte> bytes, Random random, Inbound inbound)
    {
        List<string> received = [];
        while (bytes.Length > 0)
        {
            int most = random.Next(4) switch { 0 => 3, 1 => 50, 2 => 5_000, _ => 200_000 };
            int count = Math.Min(bytes.Length, random.Next(1, most));
            inbound.Feed(bytes[..count]);
            bytes = bytes[count..];
            if (random.Next(3) == 0)
            {
                received.AddRange(inbound.Take(random.Next(1, 20)));
            }
        }

        received.AddRange(inbound.Take());
        return received;
    }
}
