using System.Diagnostics.Metrics;

namespace Strangler.Gateway.Observability;

/// <summary>What the gateway counts. Labels are known names only, so their number has a limit.</summary>
internal sealed class GatewayMetrics : IDisposable
{
    private static int _created;

    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _durations;
    private long _underWay;

    public GatewayMetrics()
    {
        int number = Interlocked.Increment(ref _created);
        _meter = new Meter(number == 1 ? "Strangler.Gateway" : $"Strangler.Gateway.{number}");
        _requests = _meter.CreateCounter<long>(
            "strangler_requests", description: "SOAP requests by service, operation and outcome.");
        _durations = _meter.CreateHistogram<double>(
            "strangler_request_duration_seconds", description: "From the request's headers to the end of its answer.");
        _meter.CreateObservableGauge(
            "strangler_requests_under_way", () => Interlocked.Read(ref _underWay),
            description: "Requests being answered.");
    }

    /// <summary>
    /// Of its own for each gateway in a process (tests have several), so that none counts for another.
    /// </summary>
    public string MeterName => _meter.Name;

    public void Begin() => Interlocked.Increment(ref _underWay);

    public void Record(Exchange exchange, int status, TimeSpan duration)
    {
        Interlocked.Decrement(ref _underWay);
        KeyValuePair<string, object?> service = new("service", exchange.ServiceName);
        KeyValuePair<string, object?> operation = new("operation", exchange.OperationName);
        _requests.Add(1, service, operation, new("outcome", OutcomeOf(exchange, status)));
        _durations.Record(duration.TotalSeconds, service, operation);
    }

    public void Dispose() => _meter.Dispose();

    private static string OutcomeOf(Exchange exchange, int status) =>
        exchange.Refusal?.Outcome ?? status switch
        {
            < 400 => "answered",
            500 => "answered-500",
            < 500 => "answered-4xx",
            _ => "answered-5xx",
        };
}
