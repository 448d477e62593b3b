using System.Diagnostics.Metrics;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Observability;
using Strangler.Postgres.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>What the shadow counts.</summary>
internal sealed class ShadowMetrics
{
    private readonly Meter _meter;
    private readonly Counter<long> _verdicts;
    private readonly Counter<long> _notCompared;
    private readonly Counter<long> _dropped;

    public ShadowMetrics(GatewayMetrics metrics)
    {
        _meter = metrics.Meter;
        _verdicts = _meter.CreateCounter<long>(
            "strangler_shadow_verdicts", description: "Compared calls by operation and verdict.");
        _notCompared = _meter.CreateCounter<long>(
            "strangler_shadow_not_compared",
                description: "Shadowed calls that were not compared, by operation and reason.");
        _dropped = _meter.CreateCounter<long>(
            "strangler_shadow_verdicts_dropped", description: "Calls whose verdicts were not kept, by reason.");
    }

    public void Watch(Func<long> depth) => _meter.CreateObservableGauge(
        "strangler_shadow_queue_depth", depth, description: "Calls waiting to be compared.");

    public void Judged(Operation operation, CallOutcome outcome, string reason)
    {
        if (outcome == CallOutcome.NotCompared)
        {
            NotCompared(operation, reason);
        }
        else
        {
            _verdicts.Add(
                1, new KeyValuePair<string, object?>("operation", operation.Name),
                new("verdict", OutcomeNames.NameOf(outcome)));
        }
    }

    public void NotCompared(Operation operation, string reason) => _notCompared.Add(
        1, new KeyValuePair<string, object?>("operation", operation.Name), new("reason", reason));

    /// <param name="calls">Whose verdicts could not be kept.</param>
    /// <param name="reason">no-room (the database was away too long), refused, or stopped.</param>
    public void Dropped(long calls, string reason) => _dropped.Add(
        calls, new KeyValuePair<string, object?>("reason", reason));
}
