using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;

namespace Strangler.Gateway.Access;

/// <summary>Counts wrong keys by address and minute, so that guessing is slow and does not load the database.</summary>
internal sealed class WrongKeys(IOptions<AccessOptions> options, TimeProvider clock)
{
    /// <summary>Addresses remembered; with more than so many in a minute all are forgotten.</summary>
    private const int AddressLimit = 10_000;

    private readonly ConcurrentDictionary<IPAddress, int> _counts = new();
    private long _minute;

    public bool IsBlocked(IPAddress? address)
    {
        ForgetLastMinute();
        return _counts.GetValueOrDefault(address ?? IPAddress.None) >= options.Value.WrongKeysPerMinute;
    }

    public void Count(IPAddress? address)
    {
        if (_counts.Count >= AddressLimit)
        {
            _counts.Clear();
        }

        _counts.AddOrUpdate(address ?? IPAddress.None, 1, static (_, count) => count + 1);
    }

    private void ForgetLastMinute()
    {
        long minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (Interlocked.Exchange(ref _minute, minute) != minute)
        {
            _counts.Clear();
        }
    }
}
