using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Strangler.Pac.Sandbox.Cancelling;
using Strangler.Pac.Sandbox.Failures;
using Strangler.Pac.Sandbox.Serving;
using Strangler.Pac.Sandbox.Stamping;
using Strangler.Played;

namespace Strangler.Pac.Sandbox;

/// <summary>
/// A running sandbox: two PACs that do not know each other, Finkok's wire and SW's on one port, and the one SAT that
/// they tell; the control endpoint on another.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _services;
    private readonly WebApplication _control;
    private readonly SandboxKey _key;
    private readonly SandboxRegister _register = new();

    private const long BodyLimit = 8 * 1024 * 1024;

    private SandboxServer(SandboxOptions options)
    {
        _key = new SandboxKey(options.Clock.GetUtcNow());
        StampWriter writer = new(_key);
        SandboxBook finkok = new(PacClients.Finkok, options, writer, _register);
        SandboxBook sw = new(PacClients.Sw, options, writer, _register);
        FailurePlan finkokFailures = new();
        FailurePlan swFailures = new();
        SandboxSat sat = new(_register, options);
        _services = LocalHost.Build(options.BindAddress, options.Port, BodyLimit);
        _services.UseRouting();
        new FinkokEndpoints(new StampDesk(finkok, finkokFailures, options), finkok, sat, _key).Map(_services);
        new SwEndpoints(new StampDesk(sw, swFailures, options), sw, sat, _key).Map(_services);
        _control = LocalHost.Build(options.BindAddress, options.ControlPort, BodyLimit);
        _control.UseRouting();
        new ControlEndpoints(_register, sat, [(finkok, finkokFailures), (sw, swFailures)], _key).Map(_control);
    }

    public Uri Address => LocalHost.AddressOf(_services);

    public Uri ControlAddress => LocalHost.AddressOf(_control);

    /// <summary>Signs its stamps; 20 digits as SAT's have.</summary>
    public X509Certificate2 Certificate => _key.Certificate;

    /// <summary>Stamps of both PACs.</summary>
    public int StampCount => _register.Count;

    /// <summary>Numbers (issuer/series/folio) of which there is more than one stamp, of whichever PAC.</summary>
    public IReadOnlyList<string> StampedTwice => _register.StampedTwice;

    /// <summary>... of which more than one is not cancelled.</summary>
    public IReadOnlyList<string> LivingTwice => _register.LivingTwice;

    /// <summary>How many documents, to the byte, have stamps of both PACs.</summary>
    public int StampedByTwo => _register.StampedByTwo;

    /// <summary>Whether one of its PACs stamped this.</summary>
    public bool Stamped(Guid uuid) => _register.Find(uuid) is not null;

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
