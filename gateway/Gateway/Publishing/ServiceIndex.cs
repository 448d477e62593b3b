using Microsoft.AspNetCore.HttpOverrides;
using Strangler.AquaCis.Contracts;
using Strangler.Gateway.Access;

namespace Strangler.Gateway.Publishing;

/// <summary>What a person sees who opens the gateway in a browser, and how its own address is known.</summary>
internal static class ServiceIndex
{
    public static void AddPublishing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<WsdlPublisher>();
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            // A caller could say anything; only behind a proxy of the utility's own is it true.
            forwarded.ForwardedHeaders = configuration.GetValue<bool>("Publishing:TrustForwardedHeaders")
                ? ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost
                : ForwardedHeaders.None;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
        });
    }

    public static void MapServiceIndex(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/", () => Results.Text(Page(), "text/html; charset=utf-8"))
            .Public("a list of published services");

    private static string Page() =>
        "<!doctype html><html lang=\"en\"><title>AquaCIS gateway</title><h1>AquaCIS gateway</h1><ul>"
        + string.Concat(ContractCatalog.AquaCis.Services.Select(Item))
        + "</ul><p><a href=\"/health/ready\">health</a> <a href=\"/metrics\">metrics</a>";

    private static string Item(ServiceContract service) =>
        $"<li><a href=\"{ContractCatalog.ServicesPath}{service.Name}?wsdl\">{service.Name}</a>: "
        + $"{service.Operations.Count} operations";
}
