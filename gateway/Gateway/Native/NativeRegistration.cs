using Microsoft.Extensions.Options;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Native.Accounts;
using Strangler.Postgres;
using Strangler.Postgres.Accounts;
using Strangler.Postgres.Debts;
using Strangler.Postgres.Payments;
using Strangler.Postgres.Records;

namespace Strangler.Gateway.Native;

/// <summary>The native core and whom it answers.</summary>
internal static class NativeRegistration
{
    /// <summary>Takes a <see cref="Database"/> if one is registered.</summary>
    public static IServiceCollection AddNative(this IServiceCollection services)
    {
        services.AddOptions<NativeOptions>().BindConfiguration("Native").ValidateDataAnnotations()
            .Validate(
                options => options.Listed.All(IsKnown),
                "Native:TokenRequired names an operation that AquaCIS does not have.")
            .ValidateOnStart();
        services.AddSingleton(provider => new PaidSinceHolder(
            provider.GetService<Database>() is { } database
                ? new PaidSinceFeed(
                    database, provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<ILogger<PaidSinceFeed>>())
                : null));
        services.AddSingleton(provider => new DebtBooks(
            provider.GetService<Database>() is { } database
                ? new DebtBookFeed(
                    database, provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<ILogger<DebtBookFeed>>())
                : null,
            provider.GetRequiredService<PaidSinceHolder>().Feed));
        services.AddHostedService(provider => provider.GetRequiredService<DebtBooks>());
        services.AddSingleton<NativeMetrics>();
        services.AddSingleton<PasswordCheck>();
        services.AddSingleton(provider => new AccountFeed(
            provider.GetService<Database>() is { } database ? new AccountStore(database) : null,
            provider.GetRequiredService<IOptions<NativeOptions>>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AccountFeed>>()));
        services.AddHostedService(provider => provider.GetRequiredService<AccountFeed>());
        services.AddSingleton<TokenGuard>();
        services.AddSingleton(provider => new NativeBackend(
            provider.GetRequiredService<TokenGuard>(),
            provider.GetService<Database>() is { } database ? new UtilityRecords(
                database, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<PaidSinceHolder>().Feed,
                provider.GetRequiredService<IOptions<NativeOptions>>().Value.Style) : null,
            provider.GetRequiredService<NativeMetrics>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<NativeOptions>>(),
            provider.GetRequiredService<ILogger<NativeBackend>>()));
        return services;
    }

    private static bool IsKnown(string name) =>
        ContractCatalog.AquaCis.Operations.Any(operation => operation.Name == name);
}
