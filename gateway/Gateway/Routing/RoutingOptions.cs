using System.ComponentModel.DataAnnotations;

namespace Strangler.Gateway.Routing;

/// <summary>How a gateway learns its routes. Configuration section <c>Routing</c>.</summary>
public sealed class RoutingOptions
{
    /// <summary>
    /// Where the routes are kept for a start without the database; relative to the working directory.
    /// </summary>
    [Required]
    public string LastKnownFile { get; set; } = Path.Combine(".data", "last-known-routes.json");

    /// <summary>How long the start waits for the database before it goes on with the last known routes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan StartWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the version is looked at, in case an announcement was lost.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan Recheck { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>First pause after the database was lost; it doubles up to <see cref="LongestPause"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(250);

    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(10);
}
