using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Strangler.Played;

/// <summary>
/// A Kestrel with one address and nothing from files or the environment, so that several fit in any process.
/// </summary>
public static class LocalHost
{
    private const int ConnectionLimit = 10_000;

    /// <param name="bodyLimit">Bytes of a request's body.</param>
    /// <param name="loggers">Null: it says nothing.</param>
    public static WebApplication Build(
        IPAddress address, int port, long bodyLimit, ILoggerFactory? loggers = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(loggers ?? NullLoggerFactory.Instance);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(address, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = bodyLimit;
            kestrel.Limits.MaxConcurrentConnections = ConnectionLimit;
        });
        return builder.Build();
    }

    /// <summary>Where it listens, once it has been started.</summary>
    public static Uri AddressOf(WebApplication host) => new(
        host.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>()
            .Addresses.First());

    /// <summary>Stops at once: what is still being answered is cut off.</summary>
    public static async Task StopAsync(WebApplication host)
    {
        try
        {
            await host.StopAsync(new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
            // It says so because it was not given time.
        }

        await host.DisposeAsync();
    }

    /// <summary>Signals are the process's business, not the hosts' in it.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
