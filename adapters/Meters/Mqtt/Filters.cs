using Strangler.Meters.Mqtt.Wire;

namespace Strangler.Meters.Mqtt;

/// <summary>What one connection asks the broker to send, and what no more.</summary>
/// <param name="publishing">Whose packet ids are taken.</param>
internal sealed class Filters(MqttOptions options, Publishing publishing)
{
    private readonly Lock _lock = new();
    private (ushort Id, TaskCompletionSource<MqttReason[]> Answer)? _asked;
    private MqttException? _ended;

    /// <param name="write">False where the connection has ended.</param>
    /// <exception cref="MqttException">A filter is refused, or the connection ended.</exception>
    public async Task AskAsync(Func<ReadOnlyMemory<byte>, ValueTask<bool>> write, CancellationToken cancellation)
    {
        // Also where the session is still there: mosquitto before 2.0.15 forgets shared ones when it is started again.
        if (options.Subscriptions.Count > 0)
        {
            MqttReason[] reasons = await AskAsync(id => write(Requests.Subscribe(id, options)), cancellation);
            for (int index = 0; index < options.Subscriptions.Count; index++)
            {
                Check(
                    index < reasons.Length ? reasons[index] : MqttReason.ProtocolError,
                    $"refuses the filter {options.Subscriptions[index].Filter}");
            }
        }

        if (options.Leaving.Count > 0)
        {
            // In 3.1.1 the answer names no reason.
            foreach (MqttReason reason in await AskAsync(id => write(Requests.Unsubscribe(id, options)), cancellation))
            {
                Check(reason, "does not let us leave a filter");
            }
        }
    }

    /// <summary>SUBACK or UNSUBACK; of another question it says nothing.</summary>
    public void Answered(ReadOnlySpan<byte> body)
    {
        (ushort id, MqttReason[] reasons) = Answers.ReadSubscribeAnswer(body, options.Version);
        lock (_lock)
        {
            if (_asked is { } asked && asked.Id == id)
            {
                publishing.Answer(id, MqttReason.Success);
                asked.Answer.TrySetResult(reasons);
            }
        }
    }

    public void End(MqttException end)
    {
        lock (_lock)
        {
            _ended ??= end;
            _asked?.Answer.TrySetException(_ended);
        }
    }

    private async Task<MqttReason[]> AskAsync(Func<ushort, ValueTask<bool>> send, CancellationToken cancellation)
    {
        (ushort id, _) = publishing.Begin();
        TaskCompletionSource<MqttReason[]> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // Who asks may have gone when the connection ends.
        _ = answer.Task.ContinueWith(static task => task.Exception, TaskScheduler.Default);
        lock (_lock)
        {
            _asked = (id, answer);
            if (_ended is not null)
            {
                answer.SetException(_ended);
            }
        }

        await send(id);
        return await answer.Task.WaitAsync(cancellation);
    }

    private static void Check(MqttReason reason, string what)
    {
        if (reason >= MqttReason.Unspecified)
        {
            throw new MqttException(
                reason == MqttReason.Unspecified ? MqttReason.NotAuthorized : reason, $"The broker {what}: {reason}.");
        }
    }
}
