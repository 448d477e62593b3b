using Microsoft.AspNetCore.Builder;
using Strangler.AquaCis.StandIn.Failures;
using Strangler.Played;

namespace Strangler.AquaCis.StandIn.Serving;

/// <summary>
/// Listens on the services' port, or does not: while the whole of AquaCIS is down, connections are refused.
/// </summary>
internal sealed class ServiceListener(
    StandInOptions options, SoapEndpoint endpoint, FailurePlan failures) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private WebApplication? _host;
    private Uri? _address;

    /// <summary>Remains the same for as long as the process lives.</summary>
    public Uri Address => _address ?? throw new InvalidOperationException("The services have not been started.");

    /// <summary>Goes up or down, as the plan says.</summary>
    /// <exception cref="IOException">It should go up, and the port is taken.</exception>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            bool up = !failures.InForce.Any(failure => failure.ClosesListener);
            if (up && _host is null)
            {
                await UpAsync(cancellation);
            }
            else if (!up)
            {
                await DownAsync();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        await DownAsync();
        _turn.Dispose();
    }

    private async Task UpAsync(CancellationToken cancellation)
    {
        WebApplication host = LocalHost.Build(
            options.BindAddress, _address?.Port ?? options.Port, options.BodyLimit, options.Loggers);
        host.Run(endpoint.AnswerAsync);
        try
        {
            await host.StartAsync(cancellation);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        (_host, _address) = (host, _address ?? LocalHost.AddressOf(host));
    }

    private async Task DownAsync()
    {
        if (_host is { } host)
        {
            _host = null;
            await LocalHost.StopAsync(host);
        }
    }
}
