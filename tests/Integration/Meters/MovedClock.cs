namespace Strangler.Tests.Integration.Meters;

/// <summary>A clock that stands where it was put.</summary>
internal sealed class MovedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
