namespace Strangler.Tests.Integration.Parity;

/// <summary>Waits a hundredth of what it is told to.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private const int Times = 100;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    private static TimeSpan Shorter(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / Times;
}
