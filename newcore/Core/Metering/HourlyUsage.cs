using Strangler.Core.Rating;

namespace Strangler.Core.Metering;

/// <summary>
/// Water by the hour in which it passed, for prices by the time of day. What lies between two counts is spread evenly
/// over the time between them, in whole litres that add up to it; a count at the full hour ends the hour before.
/// </summary>
public sealed class HourlyUsage
{
    private readonly Dictionary<long, long> _litres = [];

    /// <param name="turnsAt">Litres at which the count turns to zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The later count is not later.</exception>
    public void Add(in CountAt from, in CountAt to, long turnsAt)
    {
        long start = from.At.UtcTicks;
        long span = to.At.UtcTicks - start;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(span, nameof(to));
        long used = (to.Litres - from.Litres + turnsAt) % turnsAt;
        long spread = 0;
        for (long hour = start / TimeSpan.TicksPerHour; spread < used; hour++)
        {
            long elapsed = Math.Min(((hour + 1) * TimeSpan.TicksPerHour) - start, span);
            long reached = (long)((Int128)used * elapsed / span);
            if (reached > spread)
            {
                _litres[hour] = _litres.GetValueOrDefault(hour) + reached - spread;
            }

            spread = reached;
        }
    }

    /// <summary>In cubic metres, in order of time; hours without use are not there.</summary>
    public IReadOnlyList<UsageSlice> ToSlices() =>
    [
        .. _litres.OrderBy(hour => hour.Key).Select(hour => new UsageSlice(
            new DateTimeOffset(hour.Key * TimeSpan.TicksPerHour, TimeSpan.Zero),
            (decimal)hour.Value / LitreCount.CubicMetre)),
    ];
}
