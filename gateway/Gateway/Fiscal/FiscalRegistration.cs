using Microsoft.Extensions.Options;
using Strangler.Gateway.Observability;
using Strangler.Postgres;

namespace Strangler.Gateway.Fiscal;

/// <summary>Fiscal documents in the background.</summary>
internal static class FiscalRegistration
{
    /// <summary>Takes a <see cref="Database"/> if one is registered.</summary>
    public static IServiceCollection AddFiscal(this IServiceCollection services)
    {
        services.AddOptions<FiscalOptions>().BindConfiguration("Cfdi").ValidateDataAnnotations()
            .Validate(options => options.IsGlobalKnown, "Cfdi:Global is none, day, week, fortnight or month.")
            .Validate(options => options.AreGroupsKnown, "Cfdi:IssueGroups is all, or groups like 1/M08 by commas.")
            .ValidateOnStart();
        services.AddHostedService(provider => new FiscalService(
            provider.GetService<Database>(), provider.GetRequiredService<IConfiguration>(),
            provider.GetRequiredService<IOptions<FiscalOptions>>(), provider.GetRequiredService<GatewayMetrics>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<FiscalService>>()));
        return services;
    }
}
