using System.ComponentModel.DataAnnotations;

namespace Strangler.Gateway.Access;

/// <summary>Who may do what. Configuration section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>How long a key that was good is not looked up again: so long does a revoked one still work.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan KeyMemory { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Wrong credentials that an address may send a minute; then it is answered 429.</summary>
    [Range(1, 10_000)]
    public int WrongKeysPerMinute { get; set; } = 10;
}
