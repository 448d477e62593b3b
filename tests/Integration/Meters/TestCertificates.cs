using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Strangler.Tests.Integration.Meters;

/// <summary>An authority, a server's certificate for 127.0.0.1 and clients' certificates, for one test run.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly ECDsa _authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private int _serial;

    public TestCertificates()
    {
        CertificateRequest request = new("CN=Test authority", _authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Authority = request.CreateSelfSigned(_now.AddDays(-1), _now.AddDays(2));
    }

    public X509Certificate2 Authority { get; }

    public X509Certificate2 Client(string user)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 signed = Sign(new CertificateRequest($"CN={user}", key, HashAlgorithmName.SHA256));
        return signed.CopyWithPrivateKey(key);
    }

    public async Task WriteAsync(string folder, CancellationToken cancellation)
    {
        CertificateRequest request = new("CN=127.0.0.1", _serverKey, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 server = Sign(request);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "authority.pem"), Authority.ExportCertificatePem(), cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "server.pem"), server.ExportCertificatePem(), cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "server.key"), _serverKey.ExportPkcs8PrivateKeyPem(), cancellation);
    }

    public void Dispose()
    {
        Authority.Dispose();
        _authorityKey.Dispose();
        _serverKey.Dispose();
    }

    private X509Certificate2 Sign(CertificateRequest request) =>
        request.Create(Authority, _now.AddHours(-1), _now.AddDays(1), BitConverter.GetBytes(++_serial));
}
