namespace Strangler.Tests.Unit.StandIn;

/// <summary>A clock that stands still.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    /// <summary>After the last bill of the sample extract (3 July 2026) and before it is due (18 July).</summary>
    public static readonly FixedClock AfterTheSample = new(new DateTimeOffset(2026, 7, 10, 18, 0, 0, TimeSpan.Zero));

    public override DateTimeOffset GetUtcNow() => now;
}
