using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Strangler.Gateway.Observability;

/// <summary>Metrics always; traces and metrics by OTLP where OTEL_EXPORTER_OTLP_ENDPOINT names a collector.</summary>
internal sealed class Telemetry(
    IConfiguration configuration, PrometheusExporter prometheus, GatewayMetrics metrics)
    : IHostedService, IDisposable
{
    private static readonly double[] DurationBounds =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private MeterProvider? _meters;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        bool exports = !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        MeterProviderBuilder meters = Sdk.CreateMeterProviderBuilder()
            .AddMeter(metrics.MeterName, "System.Runtime")
            .AddView("strangler_request_duration_seconds", new ExplicitBucketHistogramConfiguration
            {
                Boundaries = DurationBounds,
            })
            .AddReader(new BaseExportingMetricReader(prometheus));
        _meters = (exports ? meters.AddOtlpExporter() : meters).Build();
        _traces = exports
            ? Sdk.CreateTracerProviderBuilder()
                .AddSource("Microsoft.AspNetCore", "System.Net.Http", "Yarp.ReverseProxy")
                .AddOtlpExporter()
                .Build()
            : null;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _meters?.Dispose();
        _traces?.Dispose();
    }
}
