using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Strangler.Gateway.Access.Limits;

/// <summary>Counts requests by consumer. Nobody waits: what is too much is refused at once.</summary>
internal sealed class ConsumerLimits(IOptions<LimitOptions> options) : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<Consumer> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<Consumer, Consumer>(PerSecond),
        PartitionedRateLimiter.Create<Consumer, Consumer>(PerDay));

    /// <summary>Counts a request of somebody who is known.</summary>
    /// <returns>Seconds after which to ask again; null where this one may go on.</returns>
    public int? RefusedFor(string name, int? perSecond, int? perDay) => RefusedFor(new Consumer(
        name, perSecond ?? options.Value.PerSecond, perDay ?? options.Value.PerDay));

    /// <summary>Counts a SOAP request from an address.</summary>
    /// <returns>Seconds after which to ask again; null where this one may go on.</returns>
    public int? RefusedFor(IPAddress? address) => options.Value.SoapPerAddress == 0
        ? null
        : RefusedFor(new Consumer($"address:{address}", options.Value.SoapPerAddress, 0));

    public void Dispose() => _limiter.Dispose();

    private int? RefusedFor(Consumer consumer)
    {
        if (consumer is { PerSecond: 0, PerDay: 0 })
        {
            return null;
        }

        using RateLimitLease lease = _limiter.AttemptAcquire(consumer);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait)
                ? Math.Max(1, (int)Math.Ceiling((decimal)wait.TotalSeconds))
            : 1;
    }

    private static RateLimitPartition<Consumer> PerSecond(Consumer consumer) => consumer.PerSecond == 0
        ? RateLimitPartition.GetNoLimiter(consumer)
        : RateLimitPartition.GetTokenBucketLimiter(consumer, static one => new TokenBucketRateLimiterOptions
        {
            TokenLimit = one.PerSecond * 2,
            TokensPerPeriod = one.PerSecond,
            ReplenishmentPeriod = Second,
            QueueLimit = 0,
        });

    private static RateLimitPartition<Consumer> PerDay(Consumer consumer) => consumer.PerDay == 0
        ? RateLimitPartition.GetNoLimiter(consumer)
        : RateLimitPartition.GetFixedWindowLimiter(consumer, static one => new FixedWindowRateLimiterOptions
        {
            PermitLimit = one.PerDay,
            Window = Day,
            QueueLimit = 0,
        });
}
