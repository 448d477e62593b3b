namespace Strangler.Gateway.Shadowing;

/// <summary>
/// How many calls may be compared: so many a second, and more at once after quiet time. The processor belongs to the
/// callers; what is over the budget is counted and not even copied.
/// </summary>
internal sealed class ShadowBudget(int perSecond, int atOnce, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private double _left = atOnce;
    private long _at = clock.GetTimestamp();

    public bool TryTake()
    {
        long now = clock.GetTimestamp();
        lock (_lock)
        {
            _left = Math.Min(atOnce, _left + (clock.GetElapsedTime(_at, now).TotalSeconds * perSecond));
            _at = now;
            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }
    }
}
