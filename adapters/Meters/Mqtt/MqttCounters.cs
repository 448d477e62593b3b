namespace Strangler.Meters.Mqtt;

/// <summary>What a client has seen since it was made; only ever growing.</summary>
public sealed class MqttCounters
{
    private long _received;
    private long _duplicates;
    private long _acknowledged;
    private long _stale;
    private long _oversize;
    private long _protocolErrors;
    private long _connections;
    private long _overReceiveMaximum;

    public long Received => Interlocked.Read(ref _received);

    /// <summary>Of those received, the ones that the broker said it had sent before.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Messages acknowledged after their connection had ended: they come again.</summary>
    public long AcknowledgedTooLate => Interlocked.Read(ref _stale);

    /// <summary>Packets over the limit, each of which ended a connection.</summary>
    public long Oversize => Interlocked.Read(ref _oversize);

    /// <summary>Packets that no broker may send, each of which ended a connection.</summary>
    public long ProtocolErrors => Interlocked.Read(ref _protocolErrors);

    /// <summary>Reads that brought more than the broker may send before we acknowledge.</summary>
    public long OverReceiveMaximum => Interlocked.Read(ref _overReceiveMaximum);

    public long Connections => Interlocked.Read(ref _connections);

    internal void AddReceived(int messages, int duplicates)
    {
        Interlocked.Add(ref _received, messages);
        Interlocked.Add(ref _duplicates, duplicates);
    }

    internal void AddAcknowledged(int messages) => Interlocked.Add(ref _acknowledged, messages);

    internal void AddStale(int messages) => Interlocked.Add(ref _stale, messages);

    internal void AddOverReceiveMaximum() => Interlocked.Increment(ref _overReceiveMaximum);

    internal void AddConnection() => Interlocked.Increment(ref _connections);

    internal void AddEnd(MqttException end)
    {
        if (end.IsOurs)
        {
            Interlocked.Increment(ref end.Reason == MqttReason.PacketTooLarge ? ref _oversize : ref _protocolErrors);
        }
    }
}
