using System.Diagnostics.Metrics;
using Strangler.Gateway.Observability;

namespace Strangler.Gateway.Metering;

/// <summary>What is counted of meters. Labels are known names only.</summary>
internal sealed class MeterMetrics : IMeterTally
{
    private readonly Counter<long> _messages;
    private readonly Counter<long> _readings;

    public MeterMetrics(GatewayMetrics metrics)
    {
        Meter meter = metrics.Meter;
        _messages = meter.CreateCounter<long>(
            "strangler_meter_messages", description: "Messages of meters that were kept and acknowledged.");
        _readings = meter.CreateCounter<long>(
            "strangler_meter_readings",
            description: "Readings, and messages without one, by what became of them: rated, informational, "
                + "discarded or quarantined, with the reason.");
    }

    public void Kept(IReadOnlyDictionary<string, long> outcomes, int messages)
    {
        _messages.Add(messages);
        foreach ((string outcome, long count) in outcomes)
        {
            int colon = outcome.IndexOf(':', StringComparison.Ordinal);
            _readings.Add(
                count, new("outcome", colon < 0 ? outcome : outcome[..colon]),
                new KeyValuePair<string, object?>("reason", colon < 0 ? "" : outcome[(colon + 1)..]));
        }
    }
}
