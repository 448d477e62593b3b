using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Strangler.Gateway.Observability;

namespace Strangler.Gateway.Shadowing;

/// <summary>Calls waiting to be compared. Offering one returns at once, whatever the candidate does: the caller never waits.</summary>
internal sealed class ShadowQueue
{
    private readonly Channel<ShadowedCall> _waiting;
    private readonly ShadowMetrics _metrics;

    public ShadowQueue(IOptions<ShadowOptions> options, ShadowMetrics metrics)
    {
        _metrics = metrics;
        _waiting = Channel.CreateBounded<ShadowedCall>(new BoundedChannelOptions(options.Value.QueueLimit)
        {
            FullMode = BoundedChannelFullMode.Wait,
        });
        metrics.Watch(() => _waiting.Reader.Count);
    }

    public void Offer(ShadowedCall call)
    {
        if (!_waiting.Writer.TryWrite(call))
        {
            _metrics.NotCompared(call.Operation, "queue-full");
        }
    }

    public IAsyncEnumerable<ShadowedCall> TakeAsync(CancellationToken cancellation) =>
        _waiting.Reader.ReadAllAsync(cancellation);
}
