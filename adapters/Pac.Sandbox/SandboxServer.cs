using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Strangler.Pac.Sandbox.Cancelling;
using Strangler.Pac.Sandbox.Failures;
using Strangler.Pac.Sandbox.Serving;
using Strangler.Pac.Sandbox.Stamping;

namespace Strangler.Pac.Sandbox;

/// <summary>A running sandbox PAC: Finkok's and SW's wire on one port, the control endpoint on another.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _services;
    private readonly WebApplication _control;
    private readonly SandboxKey _key;
    private readonly SandboxBook _book;

    private SandboxServer(SandboxOptions options)
    {
        _key = new SandboxKey(options.Clock.GetUtcNow());
        _book = new SandboxBook(options, new StampWriter(_key));
        FailurePlan failures = new();
        SandboxSat sat = new(_book, options);
        StampDesk desk = new(_book, failures, options);
        _services = LocalHost.Build(options.BindAddress, options.Port);
        new FinkokEndpoints(desk, _book, sat, _key).Map(_services);
        new SwEndpoints(desk, _book, sat, _key).Map(_services);
        _control = LocalHost.Build(options.BindAddress, options.ControlPort);
        new ControlEndpoints(_book, sat, failures, _key).Map(_control);
    }

    public Uri Address => LocalHost.AddressOf(_services);

    public Uri ControlAddress => LocalHost.AddressOf(_control);

    /// <summary>Signs its stamps; 20 digits as SAT's have.</summary>
    public X509Certificate2 Certificate => _key.Certificate;

    /// <summary>Documents stamped.</summary>
    public int StampCount => _book.Count;

    /// <summary>Numbers (issuer/series/folio) of which more than one document was stamped.</summary>
    public IReadOnlyList<string> StampedTwice => _book.StampedTwice;

    /// <summary>Whether it stamped this.</summary>
    public bool Stamped(Guid uuid) => _book.Find(uuid) is not null;

    /// <exception cref="IOException">A port is taken, or the certificate cannot be written.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellation)
    {
        SandboxServer server = new(options);
        try
        {
            if (options.CertificateDirectory is { } directory)
            {
                Directory.CreateDirectory(directory);
                await File.WriteAllBytesAsync(
                    Path.Combine(directory, server._key.Number + ".cer"),
                    server.Certificate.Export(X509ContentType.Cert), cancellation);
            }

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

    public async ValueTask DisposeAsync()
    {
        await LocalHost.StopAsync(_services);
        await LocalHost.StopAsync(_control);
        _key.Dispose();
    }
}
