using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Routing;

namespace Strangler.Gateway.Shadowing;

/// <summary>
/// Calls waiting to be compared. Offering one returns at once, whatever the candidate does: the caller never waits.
/// </summary>
internal sealed class ShadowQueue
{
    private const string QueueFull = "queue-full";
    private const string OverRate = "over-rate";

    private readonly Channel<ShadowedCall> _waiting;
    private readonly ShadowMetrics _metrics;
    private readonly VerdictWriter _writer;
    private readonly ShadowBudget _budget;
    private readonly int _limit;

    public ShadowQueue(
        IOptions<ShadowOptions> options, ShadowMetrics metrics, VerdictWriter writer, TimeProvider clock)
    {
        (_metrics, _writer) = (metrics, writer);
        _limit = options.Value.QueueLimit;
        _budget = new ShadowBudget(options.Value.ComparisonsPerSecond, _limit, clock);
        _waiting = Channel.CreateBounded<ShadowedCall>(new BoundedChannelOptions(options.Value.QueueLimit)
        {
            FullMode = BoundedChannelFullMode.Wait,
        });
        metrics.Watch(() => _waiting.Reader.Count);
    }

    /// <summary>
    /// Why the next call should not even be copied; null where it may be offered. Asked once for each call.
    /// </summary>
    public string? WhyNot() =>
        _waiting.Reader.Count >= _limit ? QueueFull : _budget.TryTake() ? null : OverRate;

    /// <summary>Counts a call that was to be compared and is not.</summary>
    public void Skip(Operation operation, RoutePlan plan, Side primary, string reason, TimeSpan took)
    {
        _metrics.NotCompared(operation, reason);
        _writer.Skipped.Add(operation, plan, primary, reason, took);
    }

    public void Offer(ShadowedCall call)
    {
        if (!_waiting.Writer.TryWrite(call))
        {
            Skip(call.Operation, call.Plan, call.Primary, QueueFull, call.Took);
        }
    }

    public IAsyncEnumerable<ShadowedCall> TakeAsync(CancellationToken cancellation) =>
        _waiting.Reader.ReadAllAsync(cancellation);
}
