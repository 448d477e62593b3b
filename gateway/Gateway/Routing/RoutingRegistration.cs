using Microsoft.Extensions.Options;
using Strangler.Postgres;
using Strangler.Postgres.Keys;
using Strangler.Postgres.Routes;

namespace Strangler.Gateway.Routing;

/// <summary>The routes and where they come from.</summary>
internal static class RoutingRegistration
{
    public static IServiceCollection AddRoutes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RoutingOptions>().BindConfiguration("Routing").ValidateDataAnnotations().ValidateOnStart();
        if (configuration["STRANGLER_DB"] is { Length: > 0 } connection)
        {
            services.AddSingleton(_ => Database.Open(connection, "strangler-gateway"));
            services.AddSingleton<RouteStore>();
            services.AddSingleton<ApiKeyStore>();
            services.AddSingleton<RouteDesk>();
        }

        services.AddSingleton(OperationModes.Present);
        services.AddSingleton<LastKnownRoutes>();
        services.AddSingleton<RouteMetrics>();
        services.AddSingleton(provider => new RouteFeed(
            provider.GetService<Database>(), provider.GetRequiredService<LastKnownRoutes>(),
            provider.GetRequiredService<OperationModes>(), provider.GetRequiredService<RouteMetrics>(),
            provider.GetRequiredService<IOptions<RoutingOptions>>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RouteFeed>>()));
        services.AddHostedService(provider => provider.GetRequiredService<RouteFeed>());
        return services;
    }
}
