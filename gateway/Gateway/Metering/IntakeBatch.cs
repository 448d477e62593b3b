using System.Text;
using Strangler.Core.Metering;
using Strangler.Meters.Payloads;
using Strangler.Postgres.Metering;

namespace Strangler.Gateway.Metering;

/// <summary>
/// Messages of meters, read, before they are kept. Each is counted once: a reading of it as what becomes of it,
/// else the
/// message as informational, discarded or quarantined.
/// </summary>
public sealed class IntakeBatch(string worker, PayloadDecoder decoder)
{
    private readonly List<Message> _messages = [];

    private int _admitted;

    public List<MeterSample> Samples { get; } = [];

    public List<QuarantinedMessage> Quarantined { get; } = [];

    public IntakeCounts Counts { get; } = new(worker);

    /// <summary>Messages and what more there is in them than one reading: what is counted adds up to this.</summary>
    public long Received { get; private set; }

    /// <param name="topic">Kept until the batch is; not copied.</param>
    public void Add(ReadOnlyMemory<byte> topic, ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt)
    {
        int first = Samples.Count;
        DecodeOutcome outcome = decoder.Decode(topic.Span, payload.Span, receivedAt, Samples);
        Received += Math.Max(outcome.Count, 1);
        if (outcome.IsRead)
        {
            _messages.Add(new Message(topic, payload, receivedAt, first, outcome.Count));
        }
        else if (outcome.Informational is { } reason)
        {
            Counts.Add("informational:" + Words.Of(reason));
        }
        else
        {
            Quarantine(topic, payload, receivedAt, Words.Of(outcome.Unreadable!.Value), outcome.Detail ?? "");
        }
    }

    /// <summary>
    /// Puts messages of devices that nobody registered into quarantine, whole. The registry must be prepared for all.
    /// </summary>
    public void SetStrangersAside(DeviceRegistry registry)
    {
        if (!_messages.Exists(message => IsStranger(message, registry)))
        {
            return;
        }

        List<MeterSample> known = new(Samples.Count);
        foreach (Message message in _messages)
        {
            if (IsStranger(message, registry))
            {
                Received -= message.Count - 1;
                Quarantine(message.Topic, message.Payload, message.ReceivedAt, "unknown-device", "");
            }
            else
            {
                known.AddRange(Samples.GetRange(message.First, message.Count));
            }
        }

        _messages.Clear();
        Samples.Clear();
        Samples.AddRange(known);
    }

    /// <summary>
    /// Drops what is too much to be kept; it stays counted. What was admitted stays, however often the batch is tried.
    /// </summary>
    internal void Admit(QuarantineBudget budget)
    {
        int admitted = _admitted + budget.Take(Quarantined.Count - _admitted);
        Quarantined.RemoveRange(admitted, Quarantined.Count - admitted);
        _admitted = admitted;
    }

    private bool IsStranger(in Message message, DeviceRegistry registry) =>
        registry.Find(Samples[message.First].Device) is null;

    private void Quarantine(
        ReadOnlyMemory<byte> topic, ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt, string reason,
        string detail)
    {
        Counts.Add("quarantined:" + reason);
        Quarantined.Add(new QuarantinedMessage(
            receivedAt, Encoding.UTF8.GetString(topic.Span), payload.ToArray(), reason, detail));
    }

    private readonly record struct Message(
        ReadOnlyMemory<byte> Topic, ReadOnlyMemory<byte> Payload, DateTimeOffset ReceivedAt, int First, int Count);
}
