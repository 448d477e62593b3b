using System.Threading.Channels;

namespace Strangler.Meters.Mqtt;

/// <summary>Keeps one connection up after another; who takes messages does not notice.</summary>
public sealed class MqttClient : IMqttClient
{
    private readonly MqttOptions _options;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _settled;
    private readonly Channel<bool> _arrivals = Inbox.Signal();
    private readonly CancellationTokenSource _closing = new();
    private TaskCompletionSource _connected = Promise();
    private Task? _running;
    private Inbox _inbox;
    private volatile MqttConnection? _connection;
    private volatile MqttException? _ended;

    public MqttClient(MqttOptions options, TimeProvider clock)
    {
        options.Check();
        (_options, _clock) = (options, clock);
        // A connection that lived shorter counts as a failure: two with one client id, of which a broker does not tell
        // them (3.1.1; mosquitto 2.0 in 5 too), must not chase each other.
        _settled = options.LongestWait * 2;
        _inbox = new Inbox(_arrivals);
    }

    public MqttCounters Counters { get; } = new();

    /// <summary>The client id.</summary>
    public string Id => _options.ClientId;

    public bool IsConnected => _connection is { Ended.IsCompleted: false };

    public int Unacknowledged => Volatile.Read(ref _inbox).Unacknowledged;

    public void Start() => _running ??= Task.Run(RunOrEndAsync);

    public Task ConnectedAsync(CancellationToken cancellation) =>
        Volatile.Read(ref _connected).Task.WaitAsync(cancellation);

    public async ValueTask<MqttBatch> ReceiveAsync(int most, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        while (true)
        {
            if (Volatile.Read(ref _inbox).TryTake(most) is { } batch)
            {
                return batch;
            }

            if (_ended is { } ended)
            {
                // For whoever else waits.
                _arrivals.Writer.TryWrite(true);
                throw new MqttException(ended.Reason, ended.Message, ended);
            }

            await _arrivals.Reader.ReadAsync(cancellation);
        }
    }

    public async ValueTask<bool> AcknowledgeAsync(MqttBatch batch, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(batch.IsClosed, batch);
        if (!batch.TakeAcknowledgement())
        {
            return true;
        }

        if (_connection is { Ended.IsCompleted: false } connection && connection.Inbox == batch.Origin
            && await connection.AcknowledgeAsync(batch))
        {
            return true;
        }

        Counters.AddStale(batch.Count);
        return false;
    }

    /// <summary>
    /// Whether the broker answers on this connection. It works in order: what it had to send after our last
    /// acknowledgement has come before its answer.
    /// </summary>
    public async Task<bool> PingAsync(CancellationToken cancellation) =>
        _connection is { Ended.IsCompleted: false } connection
            && await connection.PingAsync().WaitAsync(cancellation);

    public async Task RedeliverAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_connection is { } connection)
        {
            await connection.EndAsync(
                new MqttException(MqttReason.Success, "Ended by us, so that the broker sends again."), tell: true);
        }
    }

    public Task<MqttPublishResult> PublishAsync(MqttOutgoing message, CancellationToken cancellation) =>
        _connection is { Ended.IsCompleted: false } connection
            ? connection.PublishAsync(message, cancellation)
            : Task.FromResult(new MqttPublishResult(MqttPublishOutcome.NotSent, MqttReason.ConnectionLost));

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        if (_running is not null)
        {
            await _running;
        }

        End(new MqttException(MqttReason.ClientClosed, "The client was closed."));
        Volatile.Read(ref _inbox).Close();
    }

    private static TaskCompletionSource Promise()
    {
        TaskCompletionSource promise = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // Perhaps nobody waits for it: its failure is told by notice all the same.
        _ = promise.Task.ContinueWith(task => task.Exception, TaskScheduler.Default);
        return promise;
    }

    /// <summary>A bug ends the client aloud: whoever waits for messages gets it.</summary>
    private async Task RunOrEndAsync()
    {
        try
        {
            await RunAsync();
        }
        catch (Exception error)
        {
            End(new MqttException(MqttReason.Unspecified, $"The MQTT client failed: {error.Message}", error));
        }
    }

    private async Task RunAsync()
    {
        int failures = 0;
        while (!_closing.IsCancellationRequested)
        {
            long began = _clock.GetTimestamp();
            MqttException end = await ConnectOnceAsync();
            Counters.AddEnd(end);
            if (_closing.IsCancellationRequested)
            {
                return;
            }

            if (end.Reason == MqttReason.SessionTakenOver)
            {
                // Another has our client id, on purpose or not: to take it back would only begin a fight.
                _options.Notify?.Invoke(new MqttNotice(false, end.Reason, end.Message));
                End(end);
                return;
            }

            failures = end.Reason == MqttReason.Success || _clock.GetElapsedTime(began) > _settled ? 1 : failures + 1;
            await PauseAsync(end, failures);
        }
    }

    /// <summary>Returns when the connection, if there was one, has ended.</summary>
    private async Task<MqttException> ConnectOnceAsync()
    {
        Inbox inbox = new(_arrivals);
        try
        {
            await using MqttConnection connection = await MqttConnection.OpenAsync(
                _options, _clock, inbox, Counters, _closing.Token);
            Counters.AddConnection();
            // What came on the connection before and nobody took comes again on this one.
            _connection = connection;
            Interlocked.Exchange(ref _inbox, inbox).Close();
            _arrivals.Writer.TryWrite(true);
            _options.Notify?.Invoke(new MqttNotice(
                true, MqttReason.Success, $"Connected to {_options}.", connection.SessionPresent));
            Volatile.Read(ref _connected).TrySetResult();
            MqttException end = await connection.Ended.WaitAsync(_closing.Token);
            Volatile.Write(ref _connected, Promise());
            return end;
        }
        catch (MqttException error)
        {
            inbox.Close();
            return error;
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            return new MqttException(MqttReason.ClientClosed, "The client was closed.");
        }
    }

    private async Task PauseAsync(MqttException end, int failures)
    {
        TimeSpan pause = end.IsRefusal
            ? _options.LongestWait
            : Backoff.After(failures, _options.FirstWait, _options.LongestWait, Random.Shared);
        _options.Notify?.Invoke(new MqttNotice(false, end.Reason, end.Message, RetryIn: pause));
        if (end.IsRefusal)
        {
            Interlocked.Exchange(ref _connected, Promise()).TrySetException(end);
        }

        try
        {
            await Task.Delay(pause, _clock, _closing.Token);
        }
        catch (OperationCanceledException)
        {
            // Closed while waiting.
        }
    }

    private void End(MqttException end)
    {
        _ended ??= end;
        Volatile.Read(ref _connected).TrySetException(_ended);
        _arrivals.Writer.TryWrite(true);
    }
}
