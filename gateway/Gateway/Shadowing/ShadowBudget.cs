namespace Strangler.Gateway.Shadowing;

/// <summary>
/// How many calls may be compared: so many a second, and more at once after quiet time. The processor belongs to the
/// callers; what is over the budget is counted and not even copied.
/// </summary>
internal sealed class ShadowBudget(int perSecond, int atOnce, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _each = TimeSpan.FromSeconds(1) / perSecond;

    /// <summary>Time that was not used yet: each call takes its share of a second.</summary>
    private TimeSpan _left = TimeSpan.FromSeconds(1) / perSecond * atOnce;
    private long _at = clock.GetTimestamp();

    public bool TryTake()
    {
        long now = clock.GetTimestamp();
        lock (_lock)
        {
            TimeSpan more = _left + clock.GetElapsedTime(_at, now);
            TimeSpan most = _each * atOnce;
            _left = more < most ? more : most;
            _at = now;
            if (_left < _each)
            {
                return false;
            }

            _left -= _each;
            return true;
        }
    }
}
