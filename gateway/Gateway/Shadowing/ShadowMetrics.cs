using System.Diagnostics.Metrics;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Observability;

namespace Strangler.Gateway.Shadowing;

/// <summary>What the shadow counts.</summary>
internal sealed class ShadowMetrics
{
    private readonly Meter _meter;
    private readonly Counter<long> _verdicts;
    private readonly Counter<long> _notCompared;

    public ShadowMetrics(GatewayMetrics metrics)
    {
        _meter = metrics.Meter;
        _verdicts = _meter.CreateCounter<long>(
            "strangler_shadow_verdicts", description: "Compared calls by operation and verdict.");
        _notCompared = _meter.CreateCounter<long>(
            "strangler_shadow_not_compared", description: "Shadowed calls that were not compared, by operation and reason.");
    }

    public void Watch(Func<long> depth) => _meter.CreateObservableGauge(
        "strangler_shadow_queue_depth", depth, description: "Calls waiting to be compared.");

    public void Judged(Operation operation, string verdict) => _verdicts.Add(
        1, new KeyValuePair<string, object?>("operation", operation.Name), new("verdict", verdict));

    public void NotCompared(Operation operation, string reason) => _notCompared.Add(
        1, new KeyValuePair<string, object?>("operation", operation.Name), new("reason", reason));
}
