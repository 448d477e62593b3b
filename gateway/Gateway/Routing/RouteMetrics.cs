using System.Diagnostics.Metrics;
using Strangler.Gateway.Observability;

namespace Strangler.Gateway.Routing;

/// <summary>What is measured of the routes.</summary>
internal sealed class RouteMetrics
{
    private readonly TimeProvider _clock;
    private long _version;
    private long _contact;

    public RouteMetrics(GatewayMetrics metrics, TimeProvider clock)
    {
        _clock = clock;
        _contact = clock.GetTimestamp();
        Meter meter = metrics.Meter;
        meter.CreateObservableGauge(
            "strangler_route_version", () => Interlocked.Read(ref _version), description: "Of the routes in force.");
        meter.CreateObservableGauge(
            "strangler_route_contact_age_seconds",
            () => (long)clock.GetElapsedTime(Interlocked.Read(ref _contact)).TotalSeconds,
            description: "Since the database last confirmed the routes, or since the start.");
    }

    public void InForce(long version) => Interlocked.Exchange(ref _version, version);

    public void Contacted() => Interlocked.Exchange(ref _contact, _clock.GetTimestamp());
}
