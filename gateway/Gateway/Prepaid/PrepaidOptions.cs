using System.ComponentModel.DataAnnotations;

namespace Strangler.Gateway.Prepaid;

/// <summary>What this gateway does for prepaid agreements by itself. Configuration section <c>Prepaid</c>.</summary>
public sealed class PrepaidOptions
{
    /// <summary>How often days are looked for that were not charged yet; zero: never by this gateway.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan SegmentEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>A day is charged when it has been over for this long, so that its last readings are there.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "23:00:00")]
    public TimeSpan SegmentAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Agreements charged at once.</summary>
    [Range(1, 16)]
    public int Workers { get; set; } = 1;

    /// <summary>How often credit is looked at where it or readings changed; zero: never by this gateway.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ReviewEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often notices are sent, into the sandbox; zero: never by this gateway.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan NotifyEvery { get; set; } = TimeSpan.FromSeconds(5);
}
