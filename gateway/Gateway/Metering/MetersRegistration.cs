using Microsoft.Extensions.Options;
using Strangler.Postgres;

namespace Strangler.Gateway.Metering;

/// <summary>Meters that are read remotely.</summary>
internal static class MetersRegistration
{
    /// <summary>Takes a <see cref="Database"/> if one is registered, and the broker from the settings.</summary>
    public static IServiceCollection AddMeters(this IServiceCollection services)
    {
        services.AddOptions<MetersOptions>().BindConfiguration("Meters")
            .Configure<IConfiguration>((meters, settings) =>
            {
                meters.Broker ??= settings["STRANGLER_MQTT"] is { Length: > 0 } broker ? broker : null;
                meters.Password ??= settings["STRANGLER_MQTT_PASSWORD"];
            })
            .ValidateDataAnnotations()
            .Validate(IsAddress, "Meters:Broker must be mqtt://user@host:port, or mqtts:, without a password.")
            .ValidateOnStart();
        services.AddSingleton<MeterMetrics>();
        services.AddSingleton<ValveMetrics>();
        services.AddHostedService(provider => new MeterService(
            provider.GetService<Database>(), provider.GetRequiredService<IOptions<MetersOptions>>(),
            provider.GetRequiredService<MeterMetrics>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddHostedService(provider => new ValveService(
            provider.GetService<Database>(), provider.GetRequiredService<IOptions<MetersOptions>>(),
            provider.GetRequiredService<MeterMetrics>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddHostedService(provider => new ValveWatch(
            provider.GetService<Database>(), provider.GetRequiredService<IOptions<MetersOptions>>(),
            provider.GetRequiredService<ValveMetrics>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ValveWatch>>()));
        return services;
    }

    private static bool IsAddress(MetersOptions meters)
    {
        try
        {
            return meters.Broker is null || MeterConnection.Of(meters, null) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
