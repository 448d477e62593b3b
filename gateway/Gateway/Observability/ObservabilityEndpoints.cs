using Strangler.Gateway.Access;
using Strangler.Gateway.Backends;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Strangler.Gateway.Observability;

/// <summary>/health/live, /health/ready and /metrics.</summary>
internal static class ObservabilityEndpoints
{
    public static IServiceCollection AddObservability(this IServiceCollection services)
    {
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<PrometheusExporter>();
        services.AddHostedService<Telemetry>();
        return services;
    }

    public static void MapObservability(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new { status = "live" }))
            .Public("a load balancer asks");
        routes.MapGet("/health/ready", (IProxyStateLookup clusters) => Ready(clusters))
            .Public("a load balancer asks");
        routes.MapGet("/metrics", (PrometheusExporter exporter) =>
            Results.Text(exporter.Scrape(), "text/plain; version=0.0.4; charset=utf-8"))
            .Public("counts of published names only; keep it inside the network");
    }

    /// <summary>Ready once a node of AquaCIS has answered its probe, and as long as one does.</summary>
    private static IResult Ready(IProxyStateLookup clusters)
    {
        var nodes = clusters.TryGetCluster(LegacyCluster.Id, out ClusterState? cluster)
            ? cluster.Destinations.Values
                .Select(node => new { node = node.DestinationId, health = node.Health.Active.ToString() })
                .ToList()
            : [];
        bool ready = nodes.Exists(node => node.health == nameof(DestinationHealth.Healthy));
        return Results.Json(
            new { status = ready ? "ready" : "not ready", aquacis = nodes },
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
