using System.Collections.Concurrent;

namespace Strangler.Gateway.Intake;

/// <summary>Deadlines used over and over: one is needed for every request, and hardly ever passes.</summary>
internal sealed class DeadlinePool(TimeSpan after)
{
    private const int Kept = 256;
    private readonly ConcurrentBag<CancellationTokenSource> _idle = [];

    public CancellationTokenSource Start()
    {
        CancellationTokenSource deadline = _idle.TryTake(out CancellationTokenSource? idle) ? idle : new();
        deadline.CancelAfter(after);
        return deadline;
    }

    public void Stop(CancellationTokenSource deadline)
    {
        if (deadline.TryReset() && _idle.Count < Kept)
        {
            _idle.Add(deadline);
        }
        else
        {
            deadline.Dispose();
        }
    }
}
