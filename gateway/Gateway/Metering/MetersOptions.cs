using System.ComponentModel.DataAnnotations;

namespace Strangler.Gateway.Metering;

/// <summary>
/// Where meters' messages come from. Configuration section <c>Meters</c>; the password is a secret:
/// <c>Meters:Password</c>, or a file (docs/operations.md).
/// </summary>
public sealed class MetersOptions
{
    /// <summary><c>mqtt://user@host:port</c>, or <c>mqtts:</c>; none: this gateway takes no readings.</summary>
    [MaxLength(400)]
    public string? Broker { get; set; }

    [MaxLength(400)]
    public string? Password { get; set; }

    /// <summary>
    /// Of this worker alone, and the same after a restart: the broker keeps its messages meanwhile. A worker that is
    /// given up for good must be started once more until it has none left.
    /// </summary>
    [Required, MaxLength(60)]
    public string Worker { get; set; } = "gateway-" + Environment.MachineName.ToLowerInvariant();

    /// <summary>
    /// Workers of one group share what comes; null, as for a gateway alone: it takes everything. Debian's mosquitto
    /// (before 2.0.15) forgets who shares when it is started again, and drops what comes until they are back: several
    /// workers want a broker that remembers.
    /// </summary>
    [RegularExpression("^[a-z0-9-]{1,40}$")]
    public string? Group { get; set; }

    /// <summary>What is subscribed to.</summary>
    [MinLength(1)]
    public IReadOnlyList<string> Topics { get; set; } =
    [
        "aqua/v1/meters/+/readings", "wmbusmeters/+", "application/+/device/+/event/+", "v3/+/devices/+/up",
    ];

    /// <summary>Whether this gateway also commands valves. Off, another one must.</summary>
    public bool Valves { get; set; } = true;
}
