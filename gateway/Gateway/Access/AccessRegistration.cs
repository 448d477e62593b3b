using Microsoft.Extensions.Options;
using Strangler.Gateway.Access.Audit;
using Strangler.Gateway.Access.Limits;
using Strangler.Gateway.Access.Tokens;
using Strangler.Postgres;
using Strangler.Postgres.Audit;
using Strangler.Postgres.Keys;

namespace Strangler.Gateway.Access;

/// <summary>Who may do what, but for SOAP services: their callers <c>Native.TokenGuard</c> asks.</summary>
internal static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddOptions<AccessOptions>().BindConfiguration("Access").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<TokenOptions>().BindConfiguration("Access:Tokens").ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<KeyFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyFeed>());
        services.AddSingleton<BearerTokens>();
        services.AddSingleton(provider => new AuditTrail(
            provider.GetService<Database>() is { } database ? new AuditStore(database) : null,
            provider.GetRequiredService<ILogger<AuditTrail>>()));
        services.AddOptions<LimitOptions>().BindConfiguration("Access:Limits").ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ConsumerLimits>();
        services.AddSingleton<CallerLimits>();
        services.AddSingleton<WrongKeys>();
        services.AddSingleton(provider => new KeyRing(
            provider.GetService<ApiKeyStore>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<AccessOptions>>()));
        services.AddSingleton<CallerRecognition>();
        return services;
    }

    /// <summary>Behind routing, and before every endpoint.</summary>
    public static void UseAccess(this WebApplication app)
    {
        CallerRecognition recognition = app.Services.GetRequiredService<CallerRecognition>();
        app.Use(next => context => recognition.LookAsync(context, next));
        AuditTrail audit = app.Services.GetRequiredService<AuditTrail>();
        app.Use(next => context => audit.WatchAsync(context, next));
        app.Use(next => context => AccessGate.CheckAsync(context, next));
        CallerLimits limits = app.Services.GetRequiredService<CallerLimits>();
        app.Use(next => context => limits.CountAsync(context, next));
    }
}
