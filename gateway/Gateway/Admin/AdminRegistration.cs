using Strangler.Gateway.Routing;

namespace Strangler.Gateway.Admin;

/// <summary>What stands under /admin.</summary>
internal static class AdminRegistration
{
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddOptions<AdminOptions>().BindConfiguration("Admin").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WrongKeys>();
        services.AddSingleton<KeyCheck>();
        services.AddSingleton<AdminBody>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RouteEndpoints>(provider));
        services.AddHostedService<FirstKey>();
        return services;
    }

    public static void MapAdmin(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder admin = app.MapGroup("/admin");
        admin.AddEndpointFilter(app.ServiceProvider.GetRequiredService<KeyCheck>());
        Map(admin, "GET", "/routes", (routes, http) => routes.ListAsync(http));
        Map(admin, "PUT", "/routes", (routes, http) => routes.ChangeAsync(http, RouteAction.Set));
        Map(admin, "DELETE", "/routes", (routes, http) => routes.EndAsync(http, RouteAction.Remove));
        Map(admin, "POST", "/routes/kill", (routes, http) => routes.ChangeAsync(http, RouteAction.Kill));
        Map(admin, "DELETE", "/routes/kill", (routes, http) => routes.EndAsync(http, RouteAction.Unkill));
        Map(admin, "GET", "/routes/history", (routes, http) => routes.HistoryAsync(http));
        Map(admin, "GET", "/routes/explain", (routes, http) => routes.ExplainAsync(http));
    }

    /// <summary>Resolved late: without a database there is nothing to resolve, and the filter says so before.</summary>
    private static void Map(
        RouteGroupBuilder admin, string method, string path, Func<RouteEndpoints, HttpContext, Task<IResult>> handle)
    {
        Delegate handler = (HttpContext http) =>
            handle(http.RequestServices.GetRequiredService<RouteEndpoints>(), http);
        admin.MapMethods(path, [method], handler);
    }
}
