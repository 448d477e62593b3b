namespace Strangler.Meters.Mqtt;

/// <summary>How long to wait before the next attempt.</summary>
internal static class Backoff
{
    private const int MostDoublings = 20;

    /// <summary>Doubled with each failure up to the longest; between half of that and all of it by chance.</summary>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest, Random random)
    {
        int doublings = Math.Clamp(failures - 1, 0, MostDoublings);
        long full = first.Ticks > longest.Ticks >> doublings ? longest.Ticks : first.Ticks << doublings;
        return TimeSpan.FromTicks(full - random.NextInt64((full / 2) + 1));
    }
}
