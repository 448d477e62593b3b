using System.Diagnostics.Metrics;
using Strangler.Gateway.Observability;
using Strangler.Postgres.Valves;

namespace Strangler.Gateway.Metering;

/// <summary>
/// What is measured of valves: how the database has it, so every gateway shows the same. Labels are known names only.
/// </summary>
internal sealed class ValveMetrics
{
    private volatile ValveCounts? _counts;

    public ValveMetrics(GatewayMetrics metrics)
    {
        Meter meter = metrics.Meter;
        meter.CreateObservableGauge(
            "strangler_valve_commands", Lately,
            description: "Commands ordered within a day, by the position wanted and what became of them.");
        meter.CreateObservableGauge(
            "strangler_valve_open", Open,
            description: "Commands that have not ended: ordered waits for another person, approved is to be sent, "
                + "sent is on its way, of unknown only the valve can say what became.");
        meter.CreateObservableGauge(
            "strangler_valve_oldest_waiting_seconds", Oldest,
            description: "Since the oldest command was ordered that is approved and has not ended.");
    }

    public void Saw(ValveCounts counts) => _counts = counts;

    private IEnumerable<Measurement<long>> Lately() => _counts is not { } counts ? []
        : counts.Lately.Select(one => new Measurement<long>(
            one.Count, new("position", one.Position), new KeyValuePair<string, object?>("outcome", one.State)));

    private IEnumerable<Measurement<long>> Open() => _counts is not { } counts ? []
        : counts.Open.Select(one => new Measurement<long>(
            one.Value, new KeyValuePair<string, object?>("state", one.Key)));

    private IEnumerable<Measurement<long>> Oldest() => _counts is not { } counts ? []
        : [new Measurement<long>((long)counts.Oldest.TotalSeconds)];
}
