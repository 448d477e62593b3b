namespace Strangler.Tests.Integration.StandIn;

/// <summary>A timer of a <see cref="HeldClock"/>.</summary>
internal sealed class HeldTimer(TimerCallback callback, object? state, TimeSpan due) : ITimer
{
    public TimeSpan Due => due;

    public void Ring() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period) => true;

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
