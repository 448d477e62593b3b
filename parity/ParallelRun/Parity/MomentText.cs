using System.Globalization;

namespace Strangler.ParallelRun.Parity;

/// <summary>Reads moments as people write them: a date or an instant, or a distance such as 30m, 24h or 7d.</summary>
internal static class MomentText
{
    public const string Forms = "30m, 24h, 7d, 2026-07-15 or 2026-07-15T10:00Z";

    private const int LongestDistance = 100_000;

    /// <param name="direction">-1 where a distance is looked back, 1 where it is looked ahead.</param>
    public static DateTimeOffset? Read(string text, DateTimeOffset now, int direction)
    {
        if (text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            TimeSpan? unit = text[^1] switch
            {
                'm' => TimeSpan.FromMinutes(1),
                'h' => TimeSpan.FromHours(1),
                'd' => TimeSpan.FromDays(1),
                _ => null,
            };
            return count > LongestDistance ? null : now + (unit * count * direction);
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? moment.ToUniversalTime()
            : null;
    }
}
