using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Strangler.Gateway.Transport;

/// <summary>
/// The certificate to show, read again when its file changes. While a new one cannot be read, the one before is shown.
/// </summary>
internal sealed partial class ServerCertificate(
    IOptions<TlsOptions> options, TimeProvider clock, ILogger<ServerCertificate> logger)
{
    private readonly Lock _one = new();
    private SslStreamCertificateContext? _current;
    private DateTimeOffset _written;
    private long _lookedAt;

    /// <exception cref="IOException">There has been none yet, and it cannot be read.</exception>
    /// <exception cref="CryptographicException">There has been none yet, and it is none, or has no key.</exception>
    public SslStreamCertificateContext Current()
    {
        lock (_one)
        {
            if (_current is not null && clock.GetElapsedTime(_lookedAt) < options.Value.Recheck)
            {
                return _current;
            }

            _lookedAt = clock.GetTimestamp();
            DateTimeOffset written = File.GetLastWriteTimeUtc(options.Value.Certificate);
            if (_current is null || written != _written)
            {
                Read(written);
            }

            return _current!;
        }
    }

    private void Read(DateTimeOffset written)
    {
        try
        {
            // The one before is left to the collector: connections that began with it may still need it.
            _current = Load();
            _written = written;
            Log.Read(logger, _current.TargetCertificate.NotAfter.ToUniversalTime());
        }
        catch (Exception error) when (
            _current is not null
            && error is IOException or CryptographicException or UnauthorizedAccessException
                or InvalidOperationException)
        {
            // Half of it may be written; it is tried again after the next pause.
            Log.Unreadable(logger, error.Message);
        }
    }

    private SslStreamCertificateContext Load()
    {
        TlsOptions files = options.Value;
        string? password = files.PasswordFile.Length == 0 ? null : File.ReadLines(files.PasswordFile).FirstOrDefault();
        X509Certificate2Collection chain = [];
        X509Certificate2 certificate;
        if (X509Certificate2.GetCertContentType(files.Certificate) == X509ContentType.Pkcs12)
        {
            chain = X509CertificateLoader.LoadPkcs12CollectionFromFile(files.Certificate, password);
            certificate = chain.First(one => one.HasPrivateKey);
        }
        else
        {
            string? key = files.Key.Length == 0 ? null : files.Key;
            chain.ImportFromPemFile(files.Certificate);
            certificate = password is null
                ? X509Certificate2.CreateFromPemFile(files.Certificate, key)
                : X509Certificate2.CreateFromEncryptedPemFile(files.Certificate, password, key);
        }

        // Offline: a handshake must not wait for somebody else's server.
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    private static partial class Log
    {
        [LoggerMessage(1330, LogLevel.Information, "The certificate in force is good until {Until}")]
        public static partial void Read(ILogger logger, DateTimeOffset until);

        [LoggerMessage(1331, LogLevel.Error, "The new certificate cannot be read, the one before stays: {Why}")]
        public static partial void Unreadable(ILogger logger, string why);
    }
}
