using System.Buffers;
using System.Threading.Channels;

namespace Strangler.Meters.Mqtt;

/// <summary>What one connection has received and nobody has taken, and what waits for its acknowledgement.</summary>
/// <param name="arrivals">Of capacity one: written to when there is something to take.</param>
internal sealed class Inbox(Channel<bool> arrivals)
{
    private readonly Lock _lock = new();
    private readonly Queue<Segment> _segments = [];
    private readonly Channel<bool> _room = Signal();
    private int _waitingBytes;
    private int _unacknowledged;
    private bool _closed;

    /// <summary>Messages that the broker may not forget yet.</summary>
    public int Unacknowledged => Volatile.Read(ref _unacknowledged);

    /// <summary>Bytes of messages that nobody has taken.</summary>
    public int WaitingBytes => Volatile.Read(ref _waitingBytes);

    /// <summary>A signal that is forgotten when it is already set.</summary>
    public static Channel<bool> Signal() =>
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>One lock for all messages of one read.</summary>
    public void Add(ReadOnlySpan<MqttMessage> messages, ReceiveBlock block)
    {
        int due = 0;
        int bytes = 0;
        foreach (ref readonly MqttMessage message in messages)
        {
            due += message.PacketId == 0 ? 0 : 1;
            bytes += message.Topic.Length + message.Payload.Length;
        }

        MqttMessage[] kept = ArrayPool<MqttMessage>.Shared.Rent(messages.Length);
        messages.CopyTo(kept);
        lock (_lock)
        {
            if (_closed)
            {
                ArrayPool<MqttMessage>.Shared.Return(kept, clearArray: true);
                return;
            }

            block.Hold();
            _segments.Enqueue(new Segment(block, kept, messages.Length, bytes));
            _unacknowledged += due;
            _waitingBytes += bytes;
        }

        arrivals.Writer.TryWrite(true);
    }

    public MqttBatch? TryTake(int most)
    {
        MqttBatch batch;
        lock (_lock)
        {
            if (_segments.Count == 0)
            {
                return null;
            }

            batch = new MqttBatch(this, Math.Min(most, _segments.Sum(segment => segment.Left)));
            while (batch.Count < most && _segments.TryPeek(out Segment? segment))
            {
                MoveTo(batch, segment, most - batch.Count);
            }

            if (_segments.Count > 0)
            {
                arrivals.Writer.TryWrite(true);
            }
        }

        _room.Writer.TryWrite(true);
        return batch;
    }

    public void Acknowledged(int messages)
    {
        lock (_lock)
        {
            _unacknowledged -= messages;
        }

        _room.Writer.TryWrite(true);
    }

    /// <summary>Waits until something was taken or acknowledged since the last wait.</summary>
    public ValueTask<bool> RoomAsync(CancellationToken cancellation) => _room.Reader.ReadAsync(cancellation);

    /// <summary>Nobody takes what is left: it comes again on the next connection.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            while (_segments.TryDequeue(out Segment? segment))
            {
                segment.Block.Release();
                segment.Return();
            }
        }
    }

    private void MoveTo(MqttBatch batch, Segment segment, int most)
    {
        ReadOnlySpan<MqttMessage> moved = segment.Take(most);
        batch.Append(moved, segment.Block);
        if (segment.Left > 0)
        {
            segment.Block.Hold();
            return;
        }

        _segments.Dequeue();
        _waitingBytes -= segment.Bytes;
        segment.Return();
    }

    /// <summary>The messages of one read.</summary>
    private sealed class Segment(ReceiveBlock block, MqttMessage[] messages, int count, int bytes)
    {
        private int _taken;

        public ReceiveBlock Block { get; } = block;

        public int Bytes { get; } = bytes;

        public int Left => count - _taken;

        public ReadOnlySpan<MqttMessage> Take(int most)
        {
            int taken = Math.Min(most, Left);
            _taken += taken;
            return messages.AsSpan(_taken - taken, taken);
        }

        public void Return() => ArrayPool<MqttMessage>.Shared.Return(messages, clearArray: true);
    }
}
