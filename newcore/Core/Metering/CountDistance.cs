namespace Strangler.Core.Metering;

/// <summary>How many litres lie between two counts of a meter whose dials may turn.</summary>
public static class CountDistance
{
    private const long TicksPerHour = TimeSpan.TicksPerHour;

    /// <summary>From one count to a later one, if that much can have passed the meter meanwhile.</summary>
    /// <returns>Null where it can't: the count fell, or it jumped.</returns>
    public static long? Plausible(in CountAt from, in CountAt to, MeterRules rules)
    {
        long? forward = Forward(from.Litres, to.Litres, rules);
        return forward <= HighestFor(to.At - from.At, rules) ? forward : null;
    }

    /// <summary>However much that is in the time; but less than half a turn of the dials.</summary>
    /// <returns>Null where the count fell.</returns>
    public static long? Ahead(in CountAt from, in CountAt to, MeterRules rules)
    {
        long? forward = Forward(from.Litres, to.Litres, rules);
        return forward >= rules.Range / 2 ? null : forward;
    }

    /// <summary>Whether a count lies on the way from the one before to the one after.</summary>
    public static bool LiesBetween(long before, long count, long after, MeterRules rules) =>
        Forward(before, after, rules) is { } whole && Forward(before, count, rules) <= whole
        && Forward(count, after, rules) <= whole;

    /// <returns>Null where the later is lower and the dials have no range to turn over.</returns>
    internal static long? Forward(long from, long to, MeterRules rules) =>
        to >= from ? to - from : to + rules.Range - from;

    /// <summary>Litres. At least what an hour lets through: clocks of meters are not exact.</summary>
    public static long HighestFor(TimeSpan elapsed, MeterRules rules)
    {
        Int128 litres = (Int128)rules.HighestFlow * Math.Max(elapsed.Ticks, TicksPerHour) / TicksPerHour;
        return litres > long.MaxValue ? long.MaxValue : (long)litres;
    }
}
