namespace Strangler.Core.Readings;

/// <summary>What is billed where no reading could be taken; the next actual reading makes up for it.</summary>
public static class UsageEstimate
{
    /// <summary>The mean of the last quantities, whole, half up; null where there is no history.</summary>
    /// <param name="latest">How many of the last count.</param>
    public static long? Of(ReadOnlySpan<long> history, int latest = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latest, 1);
        ReadOnlySpan<long> last = history[Math.Max(0, history.Length - latest)..];
        decimal sum = 0;
        foreach (long quantity in last)
        {
            sum += quantity;
        }

        return last.IsEmpty ? null : (long)decimal.Round(sum / last.Length, 0, MidpointRounding.AwayFromZero);
    }
}
