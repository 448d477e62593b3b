using System.Net;
using Strangler.Core.Payments.Providers;

namespace Strangler.Payments.Reading;

/// <summary>From which addresses a provider calls, and which proxies of ours stand between.</summary>
internal sealed class CallerNetworks(IReadOnlyList<IPNetwork> allowed, IReadOnlyList<IPNetwork> proxies)
{
    private const int MostHops = 10;
    private const int LongestHeader = 1000;

    /// <summary>
    /// The last address that is no proxy of ours, from the socket backwards: what stands before it anybody may write.
    /// </summary>
    public bool Allows(WebhookMessage message)
    {
        if (message.RemoteAddress is not { } socket)
        {
            return false;
        }

        IPAddress caller = Plain(socket);
        if (!IsIn(proxies, caller))
        {
            return IsIn(allowed, caller);
        }

        string[] hops = message.Header("X-Forwarded-For") is { Length: <= LongestHeader } header
            ? header.Split(',', StringSplitOptions.TrimEntries) : [];
        foreach (string hop in hops.Reverse().Take(MostHops))
        {
            if (!IPAddress.TryParse(hop, out IPAddress? address))
            {
                return false;
            }

            if (!IsIn(proxies, Plain(address)))
            {
                return IsIn(allowed, Plain(address));
            }
        }

        return false;
    }

    private static bool IsIn(IReadOnlyList<IPNetwork> networks, IPAddress address) =>
        networks.Any(network => network.Contains(address));

    private static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
