using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Strangler.AquaCis.StandIn.Alterations;
using Strangler.AquaCis.StandIn.Failures;
using Strangler.Played;

namespace Strangler.AquaCis.StandIn.Serving;

/// <summary>Listens on the control port; it stays when the services go down.</summary>
internal sealed class ControlListener : IAsyncDisposable
{
    private const long BodyLimit = 64 * 1024;
    private readonly WebApplication _host;

    public ControlListener(StandInOptions options, FailureEndpoints failures, AlterationEndpoints alterations)
    {
        _host = LocalHost.Build(options.BindAddress, options.ControlPort, BodyLimit, options.Loggers);
        _host.UseRouting();
        failures.Map(_host);
        alterations.Map(_host);
        _host.MapGet(
            "/",
            static (HttpContext http) =>
                http.Response.WriteAsync("GET /failures\nGET /alterations\n", http.RequestAborted));
    }

    public Uri Address => LocalHost.AddressOf(_host);

    public Task StartAsync(CancellationToken cancellation) => _host.StartAsync(cancellation);

    public async ValueTask DisposeAsync() => await LocalHost.StopAsync(_host);
}
