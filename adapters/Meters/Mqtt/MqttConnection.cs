using System.Buffers;
using Strangler.Meters.Mqtt.Wire;

namespace Strangler.Meters.Mqtt;

/// <summary>One connection to the broker from its first byte to its last. It is never made again.</summary>
internal sealed class MqttConnection : IAsyncDisposable
{
    private readonly MqttOptions _options;
    private readonly TimeProvider _clock;
    private readonly Stream _stream;
    private readonly Inflow _inflow;
    private readonly MqttCounters _counters;
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Publishing _publishing = new();
    private readonly Pings _pings = new();
    private readonly TaskCompletionSource<ConnectAnswer> _greeting = Promise<ConnectAnswer>();
    private readonly Filters _filters;
    private readonly TaskCompletionSource<MqttException> _ended = Promise<MqttException>();
    private SemaphoreSlim _window = new(1, 1);
    private Task _loops = Task.CompletedTask;
    private uint _largestPacket = int.MaxValue;
    private volatile bool _heard;
    private volatile bool _pausing;

    private MqttConnection(
        MqttOptions options, TimeProvider clock, Stream stream, Inbox inbox, MqttCounters counters)
    {
        (_options, _clock, _stream, Inbox, _counters) = (options, clock, stream, inbox, counters);
        _inflow = new Inflow(options, inbox, counters, Handle);
        _filters = new Filters(options, _publishing);
    }

    public Inbox Inbox { get; }

    public bool SessionPresent { get; private set; }

    /// <summary>Completes when the connection has ended, with the reason.</summary>
    public Task<MqttException> Ended => _ended.Task;

    /// <exception cref="MqttException">No connection, or it was refused.</exception>
    public static async Task<MqttConnection> OpenAsync(
        MqttOptions options, TimeProvider clock, Inbox inbox, MqttCounters counters,
        CancellationToken cancellation)
    {
        using CancellationTokenSource limit = new(options.ConnectTimeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(
            limit.Token, cancellation);
        MqttConnection? connection = null;
        try
        {
            Stream stream = await Transport.OpenAsync(options, either.Token);
            connection = new MqttConnection(options, clock, stream, inbox, counters);
            await connection.GreetAsync(either.Token);
            return connection;
        }
        catch (Exception error)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            if (error is OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                throw new MqttException(MqttReason.ConnectionLost, $"{options} did not answer in time.");
            }

            throw;
        }
    }

    /// <summary>False where the connection has ended.</summary>
    public async ValueTask<bool> AcknowledgeAsync(MqttBatch batch)
    {
        byte[] packets = ArrayPool<byte>.Shared.Rent(batch.Count * Requests.AcknowledgementSize);
        try
        {
            int length = Requests.WriteAcknowledgements(batch.Messages, packets);
            int messages = length / Requests.AcknowledgementSize;
            // Before the write: the broker may send the next message before we are back from it.
            Inbox.Acknowledged(messages);
            if (length > 0 && !await WriteAsync(packets.AsMemory(0, length)))
            {
                return false;
            }

            _counters.AddAcknowledged(messages);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packets);
        }
    }

    /// <summary>Whether the broker answers; everything that it sent before its answer is in the inbox then.</summary>
    public async Task<bool> PingAsync()
    {
        Task<bool> answer = _pings.Asked();
        return await WriteAsync(Requests.Ping) && await answer;
    }

    public async Task<MqttPublishResult> PublishAsync(MqttOutgoing message, CancellationToken cancellation)
    {
        if (message.Qos == MqttQos.AtMostOnce)
        {
            byte[] once = Requests.Publish(0, message, _options.Version);
            return once.Length > _largestPacket ? TooLarge
                : await WriteAsync(once) ? new MqttPublishResult(MqttPublishOutcome.Accepted, MqttReason.Success)
                : new MqttPublishResult(MqttPublishOutcome.NotSent, MqttReason.ConnectionLost);
        }

        if (!await _window.WaitAsync(_options.AnswerTimeout, cancellation))
        {
            return new MqttPublishResult(MqttPublishOutcome.NotSent, MqttReason.QuotaExceeded);
        }

        return await PublishAndWaitAsync(message, cancellation);
    }

    /// <summary>Ends the connection; the first reason counts. A reason of ours is told to the broker.</summary>
    public async Task EndAsync(MqttException end, bool tell)
    {
        if (!_ended.TrySetResult(end))
        {
            return;
        }

        if (tell)
        {
            MqttReason reason = end.IsOurs ? end.Reason : MqttReason.Success;
            await WriteAsync(Requests.Disconnect(reason, end.Message, _options.Version));
        }

        await _closing.CancelAsync();
        _greeting.TrySetException(end);
        _filters.End(end);
        _pings.End();
        _publishing.End(end);
        await _stream.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync(new MqttException(MqttReason.ClientClosed, "The client was closed."), tell: true);
        await _loops;
        _inflow.Dispose();
        _closing.Dispose();
    }

    private static TaskCompletionSource<T> Promise<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static MqttPublishResult TooLarge => new(MqttPublishOutcome.Refused, MqttReason.PacketTooLarge);

    private async Task GreetAsync(CancellationToken cancellation)
    {
        await WriteAsync(Requests.Connect(_options));
        _loops = ReadAsync();
        ConnectAnswer greeting = await _greeting.Task.WaitAsync(cancellation);
        SessionPresent = greeting.SessionPresent;
        _largestPacket = greeting.MaximumPacket;
        int window = Math.Max(1, Math.Min(_options.MostPublishing, greeting.ReceiveMaximum));
        _window = new SemaphoreSlim(window, window);
        TimeSpan keepAlive = greeting.KeepAlive ?? _options.KeepAlive;
        if (keepAlive > TimeSpan.Zero)
        {
            _loops = Task.WhenAll(_loops, KeepAliveAsync(keepAlive / 2));
        }

        await _filters.AskAsync(WriteAsync, cancellation);
    }

    private async Task<MqttPublishResult> PublishAndWaitAsync(MqttOutgoing message, CancellationToken cancellation)
    {
        (ushort id, Task<MqttReason> answer) = _publishing.Begin();
        // Its place is free when the broker has answered, not when we give up waiting: the broker counts like that.
        _ = answer.ContinueWith(
            _ => _window.Release(), default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        byte[] packet = Requests.Publish(id, message, _options.Version);
        if (packet.Length > _largestPacket)
        {
            _publishing.Answer(id, MqttReason.PacketTooLarge);
            return TooLarge;
        }

        try
        {
            if (!await WriteAsync(packet))
            {
                return new MqttPublishResult(MqttPublishOutcome.Unknown, MqttReason.ConnectionLost);
            }

            MqttReason reason = await answer.WaitAsync(_options.AnswerTimeout, _clock, cancellation);
            MqttPublishOutcome outcome = reason switch
            {
                MqttReason.ConnectionLost => MqttPublishOutcome.Unknown,
                >= MqttReason.Unspecified => MqttPublishOutcome.Refused,
                _ => MqttPublishOutcome.Accepted,
            };
            return new MqttPublishResult(outcome, reason);
        }
        catch (TimeoutException)
        {
            // Its id stays taken: a late answer must not be mistaken for that of another message.
            return new MqttPublishResult(MqttPublishOutcome.Unknown, MqttReason.KeepAliveTimeout);
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                await WaitForRoomAsync();
                int count = await _stream.ReadAsync(_inflow.Room(), _closing.Token);
                if (count == 0)
                {
                    await EndAsync(Lost(
                        "The broker closed the connection without a word. Where that happens again and again, "
                        + $"another client may have the id {_options.ClientId}."), tell: false);
                    return;
                }

                _heard = true;
                _inflow.Advance(count);
            }
        }
        catch (MqttException error)
        {
            await EndAsync(error, tell: error.IsOurs);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            await EndAsync(Lost($"The connection broke: {error.Message}"), tell: false);
        }
    }

    private async ValueTask WaitForRoomAsync()
    {
        while (IsFull())
        {
            _pausing = true;
            await Inbox.RoomAsync(_closing.Token);
        }

        if (_pausing)
        {
            _heard = true;
            _pausing = false;
        }
    }

    /// <summary>A broker of version 5 holds back by itself, so that answers to our own messages still come.</summary>
    private bool IsFull() => Inbox.WaitingBytes >= _options.MostWaitingBytes
        || Inbox.Unacknowledged >= _options.ReceiveMaximum + (_options.Version == MqttVersion.Five ? 1 : 0);

    private void Handle(FrameHeader header, ReadOnlySpan<byte> body)
    {
        if (!_inflow.IsOpen && header.Type is not (PacketType.ConnectAnswer or PacketType.Disconnect))
        {
            throw MqttException.Protocol(MqttReason.ProtocolError, $"{header.Type} before its greeting.");
        }

        switch (header.Type)
        {
            case PacketType.ConnectAnswer: Greeted(ConnectAnswer.Read(body, _options.Version)); break;
            case PacketType.PublishAnswer:
                (ushort id, MqttReason reason) = Answers.ReadPublishAnswer(body, _options.Version);
                _publishing.Answer(id, reason);
                break;
            case PacketType.SubscribeAnswer or PacketType.UnsubscribeAnswer: _filters.Answered(body); break;
            case PacketType.PingAnswer: _pings.Answered(); break;
            case PacketType.Disconnect: throw Answers.ReadDisconnect(body, _options.Version);
            default: break;
        }
    }

    private void Greeted(ConnectAnswer greeting)
    {
        if (_inflow.IsOpen)
        {
            throw MqttException.Protocol(MqttReason.ProtocolError, "a second greeting.");
        }

        if (greeting.Reason != MqttReason.Success)
        {
            throw new MqttException(
                greeting.Reason, $"The broker {_options} refuses us: {greeting.Reason} {greeting.Text}".TrimEnd());
        }

        _inflow.IsOpen = true;
        _greeting.TrySetResult(greeting);
    }

    /// <summary>Asks the broker twice in its time whether it lives; a half without a word ends it all.</summary>
    private async Task KeepAliveAsync(TimeSpan half)
    {
        try
        {
            while (true)
            {
                _heard = false;
                _ = PingAsync();
                await Task.Delay(half, _clock, _closing.Token);
                if (!_heard && !_pausing)
                {
                    MqttException end = new(
                        MqttReason.KeepAliveTimeout, $"The broker {_options} has not answered for {half}.");
                    await EndAsync(end, tell: false);
                    return;
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // The connection has ended, and whoever ended it has said why.
        }
    }

    /// <summary>Whole packets only. False where the connection has ended, or ends now because nothing moves.</summary>
    private async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> packets)
    {
        using CancellationTokenSource limit = new(_options.AnswerTimeout, _clock);
        try
        {
            await _writing.WaitAsync(limit.Token);
            try
            {
                // A write cut short leaves half a packet, so no caller may cancel it: it has only its limit.
                await _stream.WriteAsync(packets, limit.Token);
                return true;
            }
            finally
            {
                _writing.Release();
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            await EndAsync(Lost($"The connection took no more: {error.Message}"), tell: false);
            return false;
        }
    }

    private static MqttException Lost(string why) => new(MqttReason.ConnectionLost, why);
}
