using Strangler.Postgres.Metering;

namespace Strangler.Gateway.Metering;

/// <summary>So many messages a minute are kept that nobody can read; a hostile sender must not fill the disk.</summary>
internal sealed class QuarantineBudget(int most, TimeProvider time)
{
    private long _minute;
    private int _taken;

    /// <returns>Those that are kept; the others were counted all the same.</returns>
    public IReadOnlyList<QuarantinedMessage> Take(List<QuarantinedMessage> messages)
    {
        long minute = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
        if (minute != _minute)
        {
            (_minute, _taken) = (minute, 0);
        }

        int kept = Math.Min(messages.Count, most - _taken);
        _taken += kept;
        return kept == messages.Count ? messages : messages.GetRange(0, kept);
    }
}
