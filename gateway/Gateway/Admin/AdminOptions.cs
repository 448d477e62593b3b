using System.ComponentModel.DataAnnotations;

namespace Strangler.Gateway.Admin;

/// <summary>Limits of the admin API. Configuration section <c>Admin</c>.</summary>
public sealed class AdminOptions
{
    /// <summary>Largest request body, bytes: room for a change set of the largest size.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int BodyLimit { get; set; } = 4 * 1024 * 1024;

    /// <summary>Longest work of one call, the database's answer included.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
