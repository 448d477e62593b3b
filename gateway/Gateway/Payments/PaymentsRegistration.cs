using Microsoft.Extensions.Options;
using Strangler.Core.Payments.References;
using Strangler.Gateway.Access;
using Strangler.Gateway.Native;
using Strangler.Payments;
using Strangler.Postgres;
using Strangler.Postgres.Audit;
using Strangler.Postgres.Ledger;
using Strangler.Postgres.Payments;
using Strangler.Postgres.Payments.Charges;
using Strangler.Postgres.Payments.Debits;
using Strangler.Postgres.Payments.Facts;

namespace Strangler.Gateway.Payments;

/// <summary>Money that providers tell of: their webhooks, and whoever applies it.</summary>
internal static class PaymentsRegistration
{
    /// <summary>Takes a <see cref="Database"/> if one is registered, and providers from the environment.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services)
    {
        services.AddOptions<PaymentsOptions>().BindConfiguration("Payments").ValidateDataAnnotations()
            .Validate(options => IsPrefix(options.AccountPrefix), "Payments:AccountPrefix is no prefix of accounts.")
            .ValidateOnStart();
        services.AddSingleton<PaymentMetrics>();
        services.AddSingleton(provider => new PaymentSettings(
                name => provider.GetRequiredService<IConfiguration>()[name] is { Length: > 0 } value ? value : null,
                provider.GetRequiredService<TimeProvider>())
            .Create(PaymentSettings.CreateHttp()));
        services.AddSingleton(provider => new Strangers(
            provider.GetService<Database>() is { } database ? new AuditStore(database) : null,
            provider.GetRequiredService<IOptions<PaymentsOptions>>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Strangers>>()));
        services.AddSingleton(provider => new FactStore(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider =>
        {
            Database database = provider.GetRequiredService<Database>();
            TimeProvider time = provider.GetRequiredService<TimeProvider>();
            return new FactApplier(
                database,
                new PaymentDesk(
                    database, new LedgerStore(database, time), provider.GetRequiredService<PaidSinceHolder>().Feed,
                    time),
                AccountsOf(provider), time);
        });
        services.AddSingleton(provider => new FactHandover(
            provider.GetRequiredService<Database>(), AccountsOf(provider)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<LegacyTill>(provider));
        services.AddSingleton(provider => new ChargeStore(provider.GetRequiredService<Database>()));
        services.AddSingleton(provider => new PaymentLinks(provider.GetRequiredService<Database>()));
        services.AddSingleton(provider => new PaymentHistory(provider.GetRequiredService<Database>()));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ChargeDesk>(provider));
        services.AddSingleton(provider =>
        {
            Database database = provider.GetRequiredService<Database>();
            return new DebitReturnDesk(
                database, new LedgerStore(database, provider.GetRequiredService<TimeProvider>()),
                provider.GetRequiredService<FactApplier>());
        });
        services.AddSingleton(provider => new FactWorker(
            provider.GetRequiredService<PaymentProviders>(),
            provider.GetService<Database>() is null ? null : provider.GetRequiredService<FactApplier>(),
            provider.GetService<Database>() is null ? null : provider.GetRequiredService<LegacyTill>(),
            provider.GetRequiredService<PaymentMetrics>(), provider.GetRequiredService<IOptions<PaymentsOptions>>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<FactWorker>>()));
        services.AddHostedService(provider => provider.GetRequiredService<FactWorker>());
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<WebhookEndpoint>(provider));
        return services;
    }

    public static void MapPayments(this WebApplication app)
    {
        if (app.Services.GetService<Database>() is not null)
        {
            WebhookEndpoint webhooks = app.Services.GetRequiredService<WebhookEndpoint>();
            app.MapPost("/webhooks/{provider}", webhooks.HandleAsync).Public(
                "A payment provider shows who it is in its own way: signature, password or address.");
        }
    }

    private static ClabePlan? AccountsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<PaymentsOptions>>().Value.AccountPrefix is { } prefix
            ? new ClabePlan(prefix) : null;

    private static bool IsPrefix(string? prefix)
    {
        try
        {
            return prefix is null || new ClabePlan(prefix) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
