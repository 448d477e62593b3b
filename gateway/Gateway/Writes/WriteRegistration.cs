using Microsoft.Extensions.Options;
using Strangler.Gateway.Backends;
using Strangler.Postgres;
using Strangler.Postgres.Writes;

namespace Strangler.Gateway.Writes;

/// <summary>Commands, and what is kept of them.</summary>
internal static class WriteRegistration
{
    /// <summary>Takes a <see cref="Database"/> if one is registered.</summary>
    public static IServiceCollection AddWrites(this IServiceCollection services)
    {
        services.AddOptions<WriteOptions>().BindConfiguration("Writes").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new WriteDesk(
            provider.GetService<Database>() is { } database ? new WriteStore(database) : null,
            provider.GetRequiredService<IOptions<WriteOptions>>(),
            provider.GetRequiredService<IOptions<LegacyOptions>>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WriteDesk>>()));
        services.AddSingleton<LegacyReader>();
        services.AddSingleton<LegacyWrites>();
        services.AddSingleton<NativeWrites>();
        services.AddSingleton<RecordedWrites>();
        services.AddHostedService(provider => new WriteReconciler(
            provider.GetService<Database>(), provider.GetRequiredService<LegacyReader>(),
            provider.GetRequiredService<IOptions<WriteOptions>>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WriteReconciler>>()));
        return services;
    }
}
