using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Strangler.Payments.Sandbox.Charges;
using Strangler.Payments.Sandbox.Sending;
using Strangler.Payments.Sandbox.Serving;
using Strangler.Played;

namespace Strangler.Payments.Sandbox;

/// <summary>
/// Running sandbox providers: Conekta, OXXO Pay, Openpay and CoDi on one port, each below its name; STP posts only. The
/// control endpoint is on another port.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _services;
    private readonly WebApplication _control;
    private readonly SandboxKey _key = new();
    private readonly ChargeBook _book;
    private readonly Postman _postman;
    private readonly Notices _notices;
    private volatile SandboxMood _mood = new();

    private const long BodyLimit = 1024 * 1024;

    private SandboxServer(SandboxOptions options)
    {
        _book = new ChargeBook(options.MostCharges);
        _postman = new Postman(options, () => _mood);
        _notices = new Notices(options, _key, _book, _postman, () => _mood);
        _services = LocalHost.Build(options.BindAddress, options.Port, BodyLimit);
        _services.UseRouting();
        _services.Use(next => http => PlayAsync(next, http));
        new ConektaEndpoints(options, _book, _notices).Map(_services);
        new OpenpayEndpoints(_book, _notices).Map(_services);
        new CodiEndpoints(options, _book).Map(_services);
        new CepEndpoints(_book).Map(_services);
        _control = LocalHost.Build(options.BindAddress, options.ControlPort, BodyLimit);
        _control.UseRouting();
        new ControlEndpoints(this).Map(_control);
    }

    public Uri Address => LocalHost.AddressOf(_services);

    public Uri ControlAddress => LocalHost.AddressOf(_control);

    /// <summary>In PEM: of the signatures of Conekta, OXXO Pay and CoDi.</summary>
    public string PublicKey => _key.PublicPem;

    /// <summary>Webhooks that were answered well.</summary>
    public long Delivered => _postman.Delivered;

    /// <summary>Attempts that were not.</summary>
    public long RefusedDeliveries => _postman.Refused;

    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellation)
    {
        SandboxServer server = new(options);
        try
        {
            await server._services.StartAsync(cancellation);
            await server._control.StartAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A customer pays a charge.</summary>
    /// <param name="charge">As its provider numbers it; of an order with its charge, both.</param>
    /// <returns>False: there is none, or it was paid before.</returns>
    public async Task<bool> PayAsync(string provider, string charge, CancellationToken cancellation)
    {
        SandboxCharge? paid = _book.Move(
            provider, charge.Split(':')[0], "pending", found => found with { Status = "paid" });
        await (paid switch
        {
            null => ValueTask.CompletedTask,
            { Provider: "openpay" } => _notices.OpenpayAsync(paid, "charge.succeeded", cancellation),
            { Provider: "codi" } => _notices.CodiAsync(paid, cancellation),
            _ => _notices.ConektaAsync(paid, "order.paid", cancellation),
        });
        return paid is not null;
    }

    /// <summary>Somebody transfers money to an account.</summary>
    public Task TransferAsync(string account, long centavos, string tracking, CancellationToken cancellation) =>
        _notices.TransferAsync(account, centavos, tracking, cancellation).AsTask();

    /// <summary>Calls are answered 503, or well again.</summary>
    public void SetDown(bool down) => _mood = _mood with { Down = down };

    public async ValueTask DisposeAsync()
    {
        await _postman.DisposeAsync();
        await LocalHost.StopAsync(_services);
        await LocalHost.StopAsync(_control);
        _key.Dispose();
    }

    internal bool Set(SandboxMood mood)
    {
        _mood = mood;
        return true;
    }

    private async Task PlayAsync(RequestDelegate next, HttpContext http)
    {
        SandboxMood mood = _mood;
        bool concerned = mood.Of is null || http.Request.Path.StartsWithSegments($"/{mood.Of}");
        if (concerned && mood.Down)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (!concerned || !mood.Lost)
        {
            await next(http);
            return;
        }

        http.Response.Body = Stream.Null;
        await next(http);
        http.Abort();
    }
}
