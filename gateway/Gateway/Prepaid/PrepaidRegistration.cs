using Microsoft.Extensions.Options;
using Strangler.Postgres;

namespace Strangler.Gateway.Prepaid;

/// <summary>Prepaid agreements in the background.</summary>
internal static class PrepaidRegistration
{
    /// <summary>Takes a <see cref="Database"/> if one is registered.</summary>
    public static IServiceCollection AddPrepaid(this IServiceCollection services)
    {
        services.AddOptions<PrepaidOptions>().BindConfiguration("Prepaid").ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(provider => new PrepaidBook(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => new PrepaidService(
            provider.GetService<Database>(), provider.GetRequiredService<PrepaidBook>,
            provider.GetRequiredService<IOptions<PrepaidOptions>>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PrepaidService>>()));
        return services;
    }
}
