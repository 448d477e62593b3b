using System.Net;

namespace Strangler.Core.Payments.Providers;

/// <summary>What a provider posted to us, before anybody believes it.</summary>
/// <param name="Body">Its bytes as they came: a signature is of these.</param>
/// <param name="Header">
/// By name, whatever its case; null where there is none, with commas where there are several.
/// </param>
/// <param name="RemoteAddress">Of the socket; what a header says of addresses counts from trusted proxies only.</param>
public sealed record WebhookMessage(
    ReadOnlyMemory<byte> Body, Func<string, string?> Header, IPAddress? RemoteAddress)
{
    /// <summary>Bytes of a body; longer ones are refused before they are read.</summary>
    public const int MostBytes = 256 * 1024;
}
