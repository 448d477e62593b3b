using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Strangler.AquaCis.StandIn;

/// <summary>What a stand-in answers from, and where it listens.</summary>
public sealed record StandInOptions
{
    public required string ExtractDirectory { get; init; }

    /// <summary>Of the services; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>Of the control endpoint; 0 for any free one.</summary>
    public int ControlPort { get; init; }

    /// <summary>
    /// Of both. Whoever reaches it can read the extract and break the stand-in: loopback unless told otherwise.
    /// </summary>
    public IPAddress BindAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Bytes of a request body.</summary>
    public long BodyLimit { get; init; } = 10 * 1024 * 1024;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Told how far the loading is, from several threads.</summary>
    public Action<string>? Progress { get; init; }

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;
}
