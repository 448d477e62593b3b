using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Strangler.Gateway.Transport;

/// <summary>TLS, and the headers that tell browsers what not to do.</summary>
internal static class TransportRegistration
{
    public static IServiceCollection AddTransport(this IServiceCollection services)
    {
        services.AddOptions<TlsOptions>().BindConfiguration("Tls").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ServerCertificate>();
        services.AddSingleton<SecurityHeaders>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<TlsOptions>, ServerCertificate>(
            (kestrel, tls, certificate) => kestrel.ConfigureHttpsDefaults(https =>
            {
                https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                if (tls.Value.Certificate.Length > 0)
                {
                    https.ServerCertificateSelector = (_, _) => certificate.Current().TargetCertificate;
                    // The selector alone would leave out the certificates in between.
                    https.OnAuthenticate = (_, handshake) =>
                    {
                        handshake.ServerCertificateSelectionCallback = null;
                        handshake.ServerCertificateContext = certificate.Current();
                    };
                }
            }));
        return services;
    }

    /// <summary>Around everything.</summary>
    public static void UseTransport(this WebApplication app)
    {
        SecurityHeaders headers = app.Services.GetRequiredService<SecurityHeaders>();
        app.Use(next => context =>
        {
            headers.AddTo(context);
            return next(context);
        });
    }
}
