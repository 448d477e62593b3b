using System.ComponentModel.DataAnnotations;

namespace Strangler.Gateway.Access.Limits;

/// <summary>
/// How much one consumer may ask of one gateway, unless its key or account says otherwise. Configuration section
/// <c>Access:Limits</c>; 0 is no limit. Counts are in memory: a restart forgets them, and two gateways count apart.
/// </summary>
public sealed class LimitOptions
{
    /// <summary>Requests a second; twice as many at once after a pause.</summary>
    [Range(0, 1_000_000)]
    public int PerSecond { get; set; }

    /// <summary>Requests in 24 hours, from the first one on.</summary>
    [Range(0, 1_000_000_000)]
    public int PerDay { get; set; }

    /// <summary>SOAP requests a second from one address, whoever sends them.</summary>
    [Range(0, 1_000_000)]
    public int SoapPerAddress { get; set; }
}
