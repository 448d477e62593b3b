namespace Strangler.Meters.Mqtt;

/// <summary>Who waits for the broker's answer to a ping; it answers in their order.</summary>
internal sealed class Pings
{
    private readonly Queue<TaskCompletionSource<bool>> _waiting = [];
    private bool _ended;

    /// <summary>Call it before the ping is sent. False where the connection ends first.</summary>
    public Task<bool> Asked()
    {
        TaskCompletionSource<bool> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            if (_ended)
            {
                answer.SetResult(false);
            }
            else
            {
                _waiting.Enqueue(answer);
            }
        }

        return answer.Task;
    }

    public void Answered()
    {
        lock (_waiting)
        {
            if (_waiting.TryDequeue(out TaskCompletionSource<bool>? first))
            {
                first.SetResult(true);
            }
        }
    }

    public void End()
    {
        lock (_waiting)
        {
            _ended = true;
            while (_waiting.TryDequeue(out TaskCompletionSource<bool>? first))
            {
                first.SetResult(false);
            }
        }
    }
}
