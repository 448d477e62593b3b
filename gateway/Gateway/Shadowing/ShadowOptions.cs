using System.ComponentModel.DataAnnotations;

namespace Strangler.Gateway.Shadowing;

/// <summary>How much is spent on comparing. Configuration section <c>Shadow</c>.</summary>
public sealed class ShadowOptions
{
    /// <summary>Calls that wait to be compared; one more is dropped, and counted.</summary>
    [Range(1, 1_000_000)]
    public int QueueLimit { get; set; } = 1_000;

    /// <summary>
    /// Calls compared in a second; after quiet time as many more as the queue holds. One more is counted, not copied.
    /// </summary>
    [Range(1, 1_000_000)]
    public int ComparisonsPerSecond { get; set; } = 500;

    /// <summary>Candidates asked at once.</summary>
    [Range(1, 1_000)]
    public int Workers { get; set; } = 4;

    /// <summary>How long a candidate may take; it counts as failed after that.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest answer that is compared, bytes when unpacked; legacy's as primary also 64 KB packed.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int AnswerLimit { get; set; } = 1024 * 1024;

    /// <summary>After so many failures in a row a candidate is left alone for <see cref="Pause"/>.</summary>
    [Range(1, 10_000)]
    public int FailuresBeforePause { get; set; } = 10;

    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the rules are read, in case an announcement of a change was lost.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan RulesRecheck { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Of the queries that differ, the share for which legacy is asked a second time, to tell noise.</summary>
    [Range(0.0, 1.0)]
    public double NoiseShare { get; set; } = 0.1;
}
