using System.ComponentModel.DataAnnotations;

namespace Strangler.Gateway.Intake;

/// <summary>What the gateway accepts. Configuration section <c>Intake</c>.</summary>
public sealed class IntakeOptions
{
    /// <summary>Largest request body, bytes.</summary>
    [Range(1024, 2_000_000_000)]
    public long BodyLimit { get; set; } = 10 * 1024 * 1024;

    /// <summary>How much of a request is read to find its operation, bytes: room for any WS-Security header.</summary>
    [Range(1024, 1024 * 1024)]
    public int PrefixLimit { get; set; } = 64 * 1024;

    /// <summary>How long that much may take to arrive.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan PrefixTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A sender slower than this is given up, bytes per second, after <see cref="SlowSenderGrace"/>.</summary>
    [Range(1, 1_000_000)]
    public double SlowestSender { get; set; } = 240;

    [Range(typeof(TimeSpan), "00:00:01.001", "00:05:00")]
    public TimeSpan SlowSenderGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Connections held open at once.</summary>
    [Range(1, 1_000_000)]
    public long ConnectionLimit { get; set; } = 10_000;
}
