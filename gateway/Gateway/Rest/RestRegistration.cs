using Microsoft.Extensions.Options;
using Strangler.Core.Records;
using Strangler.Gateway.Native;
using Strangler.Gateway.Rest.Operations;
using Strangler.Gateway.Rest.Reference;
using Strangler.Gateway.Rest.Resources;
using Strangler.Postgres;
using Strangler.Postgres.Billing;
using Strangler.Postgres.Metering;
using Strangler.Postgres.Records;

namespace Strangler.Gateway.Rest;

/// <summary>What stands under /api.</summary>
internal static class RestRegistration
{
    private static readonly PathString Root = "/api";

    public static IServiceCollection AddRest(this IServiceCollection services)
    {
        services.AddOptions<RestOptions>().BindConfiguration("Rest").ValidateDataAnnotations()
            .Validate(
                options => options.Username.Length == 0 || File.Exists(options.PasswordFile),
                "Rest:Username needs a file Rest:PasswordFile.")
            .ValidateOnStart();
        services.AddSingleton<JsonBody>();
        services.AddSingleton<RestFailures>();
        services.AddSingleton<OperationCalls>();
        services.AddSingleton<OperationEndpoint>();
        // Resolved only behind the key check, which says so where there is no database.
        services.AddSingleton<IUtilityRecords>(provider =>
            new UtilityRecords(
                provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<PaidSinceHolder>().Feed,
                provider.GetRequiredService<IOptions<NativeOptions>>().Value.Style));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ContractEndpoints>(provider));
        services.AddSingleton(provider => new ContractUsageQuery(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<UsageEndpoints>();
        services.AddSingleton<OperationResource>();
        services.AddSingleton<PaymentEndpoints>();
        services.AddSingleton<ChargeEndpoints>();
        services.AddSingleton<LinkEndpoints>();
        services.AddSingleton<WorkOrderEndpoints>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DocumentEndpoints>(provider));
        services.AddSingleton<PriceBooks>();
        services.AddSingleton<QuoteEndpoints>();
        services.AddSingleton(provider => new ServiceEventStore(provider.GetRequiredService<Database>()));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ServiceEventEndpoints>(provider));
        return services;
    }

    /// <summary>Stands around all of /api: nothing there fails without being told so.</summary>
    public static void UseRest(this WebApplication app)
    {
        RestFailures failures = app.Services.GetRequiredService<RestFailures>();
        app.Use(next => context => context.Request.Path.StartsWithSegments(Root)
            ? failures.CatchAsync(context, inner =>
            {
                Deprecation.Announce(inner);
                return next(inner);
            })
            : next(context));
    }

    public static void MapRest(this IEndpointRouteBuilder app)
    {
        OperationEndpoint.Map(app);
        ContractEndpoints.Map(app);
        UsageEndpoints.Map(app);
        UsagePage.Map(app);
        DocumentEndpoints.Map(app);
        PaymentEndpoints.Map(app);
        ChargeEndpoints.Map(app);
        LinkEndpoints.Map(app);
        QuoteEndpoints.Map(app);
        WorkOrderEndpoints.Map(app);
        ServiceEventEndpoints.Map(app);
        ReferencePages.Map(app);
    }
}
