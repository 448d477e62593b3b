using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Strangler.Meters.Mqtt;

/// <summary>The bytes below MQTT: TCP, with TLS or without.</summary>
internal static class Transport
{
    /// <exception cref="MqttException">There is no connection, or no trust.</exception>
    public static async Task<Stream> OpenAsync(MqttOptions options, CancellationToken cancellation)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellation);
            NetworkStream stream = new(socket, ownsSocket: true);
            return options.Tls is null ? stream : await SecureAsync(stream, options.Host, options.Tls, cancellation);
        }
        catch (AuthenticationException error)
        {
            socket.Dispose();
            throw new MqttException(MqttReason.TlsFailed, $"No trust with {options}: {error.Message}", error);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            socket.Dispose();
            throw new MqttException(MqttReason.ConnectionLost, $"No connection to {options}: {error.Message}", error);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> SecureAsync(
        Stream stream, string host, MqttTls tls, CancellationToken cancellation)
    {
        SslStream secure = new(stream, leaveInnerStreamOpen: false);
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = host,
                ClientCertificates = tls.Client is null ? null : [tls.Client],
                CertificateChainPolicy = tls.Authorities is null ? null : PolicyOf(tls.Authorities),
            },
            cancellation);
        return secure;
    }

    /// <summary>An own authority publishes no list of what it revoked that could be asked.</summary>
    private static X509ChainPolicy PolicyOf(X509Certificate2Collection authorities)
    {
        X509ChainPolicy policy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
