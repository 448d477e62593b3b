using System.Net;

namespace Strangler.Pac.Sandbox;

/// <summary>Where a sandbox PAC listens and how it behaves.</summary>
public sealed record SandboxOptions
{
    /// <summary>0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>Of the control endpoint; 0 for any free one.</summary>
    public int ControlPort { get; init; }

    public IPAddress BindAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Stamps; then it says that it is full.</summary>
    public int MostStamps { get; init; } = 2_000_000;

    /// <summary>How long a receiver that does not answer is waited for.</summary>
    public TimeSpan AcceptanceTime { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Added to every answer: a real PAC takes its time.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>
    /// What is wrong with a document (code, message) before it is stamped; null: nothing is looked at.
    /// </summary>
    public Func<byte[], (string Code, string Message)?>? Validate { get; init; }

    /// <summary>Where <c>number.cer</c> of its certificate is written, so that others can verify its stamps.</summary>
    public string? CertificateDirectory { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
