using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace Strangler.ParallelRun.Bench.Forwarding;

/// <summary>YARP as its documentation starts it: one route, one destination, nothing of ours.</summary>
internal static class PlainYarpHost
{
    public static WebApplication Build(int port, Uri backend)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, Plain));
        builder.Services.AddReverseProxy().LoadFromMemory([Everything], [To(backend)]);
        WebApplication app = builder.Build();
        app.MapReverseProxy();
        return app;
    }

    private static RouteConfig Everything => new()
    {
        RouteId = "everything",
        ClusterId = "backend",
        Match = new RouteMatch { Path = "{**path}" },
    };

    private static ClusterConfig To(Uri backend) => new()
    {
        ClusterId = "backend",
        Destinations = new Dictionary<string, DestinationConfig>
        {
            ["only"] = new() { Address = backend.AbsoluteUri },
        },
    };

    private static void Plain(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;
}
