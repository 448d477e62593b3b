namespace Strangler.Tests.Unit.Native;

/// <summary>A clock that a test moves on.</summary>
internal sealed class MovingClock : TimeProvider
{
    private TimeSpan _passed = TimeSpan.FromHours(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed.Ticks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 7, 10, 18, 0, 0, TimeSpan.Zero) + _passed;

    public void Pass(TimeSpan time) => _passed += time;
}
