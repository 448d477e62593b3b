using Microsoft.Extensions.Options;
using Strangler.Core.Access;
using Strangler.Gateway.Access;
using Strangler.Gateway.Access.Audit;
using Strangler.Gateway.Routing;
using Strangler.Postgres;

namespace Strangler.Gateway.Admin;

/// <summary>What stands under /admin.</summary>
internal static class AdminRegistration
{
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddOptions<AdminOptions>().BindConfiguration("Admin").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AdminFailures>();
        services.AddSingleton<AdminBody>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RouteEndpoints>(provider));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<WriteEndpoints>(provider));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<AuditEndpoint>(provider));
        services.AddHostedService(provider => new FirstKey(
            provider.GetService<Database>(), Console.Error, provider.GetRequiredService<IOptions<RoutingOptions>>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<FirstKey>>()));
        return services;
    }

    public static void MapAdmin(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder admin = app.MapGroup("/admin");
        admin.AddEndpointFilter(app.ServiceProvider.GetRequiredService<AdminFailures>());
        Map(admin, "GET", "/routes", (routes, http) => routes.ListAsync(http));
        Map(admin, "PUT", "/routes", (routes, http) => routes.ChangeAsync(http, RouteAction.Set));
        Map(admin, "DELETE", "/routes", (routes, http) => routes.EndAsync(http, RouteAction.Remove));
        Map(admin, "POST", "/routes/kill", (routes, http) => routes.ChangeAsync(http, RouteAction.Kill));
        Map(admin, "DELETE", "/routes/kill", (routes, http) => routes.EndAsync(http, RouteAction.Unkill));
        Map(admin, "GET", "/routes/history", (routes, http) => routes.HistoryAsync(http));
        Map(admin, "GET", "/routes/explain", (routes, http) => routes.ExplainAsync(http));
        MapWrites(admin, "GET", "/writes", (writes, http) => writes.ListAsync(http));
        MapWrites(admin, "GET", "/writes/drain", (writes, http) => writes.DrainAsync(http));
        MapWrites(admin, "POST", "/writes/resolve", (writes, http) => writes.ResolveAsync(http));
        Delegate audit = (HttpContext http) =>
            http.RequestServices.GetRequiredService<AuditEndpoint>().ListAsync(http);
        admin.MapGet("/audit", audit).RequireScope(Scopes.AuditRead);
    }

    private static void MapWrites(
        RouteGroupBuilder admin, string method, string path, Func<WriteEndpoints, HttpContext, Task<IResult>> handle)
    {
        Delegate handler = (HttpContext http) =>
            handle(http.RequestServices.GetRequiredService<WriteEndpoints>(), http);
        Guard(admin.MapMethods(path, [method], handler), method, Scopes.WritesRead, Scopes.WritesResolve);
    }

    /// <summary>Resolved late: without a database nobody gets as far as here.</summary>
    private static void Map(
        RouteGroupBuilder admin, string method, string path, Func<RouteEndpoints, HttpContext, Task<IResult>> handle)
    {
        Delegate handler = (HttpContext http) =>
            handle(http.RequestServices.GetRequiredService<RouteEndpoints>(), http);
        Guard(admin.MapMethods(path, [method], handler), method, Scopes.RoutesRead, Scopes.RoutesWrite);
    }

    /// <summary>What is more than a look is an administrative act.</summary>
    private static void Guard(RouteHandlerBuilder endpoint, string method, string look, string change)
    {
        if (method == "GET")
        {
            endpoint.RequireScope(look);
        }
        else
        {
            endpoint.RequireScope(change).WithMetadata(new Audited());
        }
    }
}
