namespace Strangler.Tests.Integration.Product;

/// <summary>
/// Legacy's clock in tests: noon in Querétaro after the sample's last bills, so that two stand-ins write one date.
/// </summary>
internal sealed class StillClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 7, 15, 18, 0, 0, TimeSpan.Zero);
}
