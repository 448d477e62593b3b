using System.ComponentModel.DataAnnotations;
using Strangler.AquaCis.Json;

namespace Strangler.Gateway.Rest;

/// <summary>The JSON interface. Configuration section <c>Rest</c>.</summary>
public sealed class RestOptions
{
    /// <summary>As whom JSON callers ask AquaCIS; empty: without a WS-Security header.</summary>
    [MaxLength(256)]
    public string Username { get; set; } = "";

    /// <summary>A file whose first line is the password of <see cref="Username"/>.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>Largest JSON body of a resource of /api/v1, bytes. Operations take what <c>Intake</c> allows.</summary>
    [Range(1024, 10 * 1024 * 1024)]
    public int BodyLimit { get; set; } = 256 * 1024;

    /// <summary>Longest work on one request of /api/v1 that does not ask AquaCIS.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    internal WireAccount? Account() =>
        Username.Length == 0 ? null : new WireAccount(Username, File.ReadLines(PasswordFile).First());
}
