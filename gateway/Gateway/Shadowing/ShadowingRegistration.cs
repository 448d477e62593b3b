using Microsoft.Extensions.Options;
using Strangler.Postgres;
using Strangler.Postgres.Parity;

namespace Strangler.Gateway.Shadowing;

/// <summary>The shadow: its queue, those who ask, judge and keep.</summary>
internal static class ShadowingRegistration
{
    /// <summary>Takes a <see cref="Database"/> if one is registered.</summary>
    public static IServiceCollection AddShadowing(this IServiceCollection services)
    {
        services.AddOptions<ShadowOptions>().BindConfiguration("Shadow").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ShadowMetrics>();
        services.AddSingleton<ShadowQueue>();
        services.AddSingleton<LegacyCandidate>();
        services.AddSingleton<Candidates>();
        services.AddSingleton<CandidatePause>();
        services.AddSingleton(provider => new RuleBook(
            provider.GetService<Database>(), provider.GetRequiredService<IOptions<ShadowOptions>>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RuleBook>>()));
        services.AddSingleton(provider => new VerdictWriter(
            provider.GetService<Database>() is { } database ? new VerdictStore(database) : null,
            provider.GetRequiredService<ShadowMetrics>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<VerdictWriter>>()));
        services.AddHostedService(provider => provider.GetRequiredService<RuleBook>());
        services.AddHostedService(provider => provider.GetRequiredService<VerdictWriter>());
        services.AddHostedService<ShadowWorker>();
        return services;
    }
}
