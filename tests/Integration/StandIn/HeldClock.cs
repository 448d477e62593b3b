namespace Strangler.Tests.Integration.StandIn;

/// <summary>A clock whose timers ring when the test says so.</summary>
internal sealed class HeldClock : TimeProvider
{
    private readonly TaskCompletionSource<HeldTimer> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The first timer that somebody set, once it has been set.</summary>
    public Task<HeldTimer> FirstTimer => _first.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        HeldTimer timer = new(callback, state, dueTime);
        _first.TrySetResult(timer);
        return timer;
    }
}
