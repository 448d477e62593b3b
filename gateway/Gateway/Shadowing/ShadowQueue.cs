using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.Postgres.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>
/// Calls waiting to be compared. Offering one returns at once, whatever the candidate does: the caller never waits.
/// </summary>
internal sealed class ShadowQueue
{
    private readonly Channel<ShadowedCall> _waiting;
    private readonly ShadowMetrics _metrics;
    private readonly VerdictWriter _writer;

    public ShadowQueue(IOptions<ShadowOptions> options, ShadowMetrics metrics, VerdictWriter writer)
    {
        (_metrics, _writer) = (metrics, writer);
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
            Drop(call.ToRecord() with { Reason = "queue-full" }, call.Operation);
        }
    }

    /// <summary>Counts a call that was to be compared and cannot be.</summary>
    public void Drop(VerdictRecord record, Operation operation)
    {
        _metrics.NotCompared(operation, record.Reason);
        _writer.Offer(record);
    }

    public IAsyncEnumerable<ShadowedCall> TakeAsync(CancellationToken cancellation) =>
        _waiting.Reader.ReadAllAsync(cancellation);
}
