using System.Text;
using Strangler.Meters.Mqtt;
using Strangler.Meters.Mqtt.Wire;

namespace Strangler.Tests.Unit.Meters.Mqtt;

/// <summary>The receiving side without a network: bytes in, messages out.</summary>
internal sealed class Inbound : IDisposable
{
    private readonly Inbox _inbox = new(Inbox.Signal());
    private readonly Inflow _inflow;

    public Inbound(MqttVersion version, int maximumPacket = 262_144, ushort receiveMaximum = 10_000)
    {
        MqttOptions options = new()
        {
            Host = "broker",
            ClientId = "test",
            Version = version,
            MaximumPacket = maximumPacket,
            ReceiveMaximum = receiveMaximum,
        };
        _inflow = new Inflow(options, _inbox, Counters, (header, _) => Control.Add(header.Type)) { IsOpen = true };
    }

    public MqttCounters Counters { get; } = new();

    public List<PacketType> Control { get; } = [];

    public Inbox Inbox => _inbox;

    public Inbound Unopened()
    {
        _inflow.IsOpen = false;
        return this;
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            Memory<byte> room = _inflow.Room();
            int count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room.Span);
            bytes = bytes[count..];
            _inflow.Advance(count);
        }
    }

    /// <summary>Topic, payload, packet id and flags of all that has come, as text.</summary>
    public List<string> Take(int most = int.MaxValue)
    {
        List<string> taken = [];
        while (taken.Count < most && _inbox.TryTake(most - taken.Count) is { } batch)
        {
            using (batch)
            {
                foreach (MqttMessage message in batch.Messages)
                {
                    taken.Add($"{Encoding.UTF8.GetString(message.Topic.Span)}|{message.PacketId}|{message.Duplicate}|"
                        + $"{message.Retained}|{Convert.ToHexString(message.Payload.Span)}");
                }
            }
        }

        return taken;
    }

    public void Dispose() => _inflow.Dispose();
}
