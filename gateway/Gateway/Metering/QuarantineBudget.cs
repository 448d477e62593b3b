namespace Strangler.Gateway.Metering;

/// <summary>So many messages a minute are kept that nobody can read; a hostile sender must not fill the disk.</summary>
internal sealed class QuarantineBudget(int most, TimeProvider time)
{
    private long _minute;
    private int _taken;

    /// <returns>How many of them are kept.</returns>
    public int Take(int messages)
    {
        long minute = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
        if (minute != _minute)
        {
            (_minute, _taken) = (minute, 0);
        }

        int kept = Math.Min(messages, most - _taken);
        _taken += kept;
        return kept;
    }
}
