using System.Buffers;

namespace Strangler.Meters.Mqtt;

/// <summary>Messages of one connection in pooled memory, to be disposed of once.</summary>
public sealed class MqttBatch : IDisposable
{
    private readonly List<ReceiveBlock> _blocks = [];
    private MqttMessage[] _messages;
    private int _closed;
    private int _acknowledged;

    internal MqttBatch(Inbox origin, int most)
    {
        Origin = origin;
        _messages = ArrayPool<MqttMessage>.Shared.Rent(most);
    }

    public int Count { get; private set; }

    public ReadOnlySpan<MqttMessage> Messages => _messages.AsSpan(0, Count);

    public ref readonly MqttMessage this[int index] => ref Messages[index];

    internal bool IsClosed => Volatile.Read(ref _closed) != 0;

    internal Inbox Origin { get; }

    /// <summary>Idempotent; the messages and their bytes must not be used after it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        Count = 0;
        foreach (ReceiveBlock block in _blocks)
        {
            block.Release();
        }

        ArrayPool<MqttMessage>.Shared.Return(_messages, clearArray: true);
        _messages = [];
    }

    /// <summary>True the first time only: a message is acknowledged once.</summary>
    internal bool TakeAcknowledgement() => Interlocked.Exchange(ref _acknowledged, 1) == 0;

    /// <param name="block">One hold on it becomes the batch's.</param>
    internal void Append(ReadOnlySpan<MqttMessage> messages, ReceiveBlock block)
    {
        messages.CopyTo(_messages.AsSpan(Count));
        Count += messages.Length;
        _blocks.Add(block);
    }
}
