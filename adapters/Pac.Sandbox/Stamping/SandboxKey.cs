using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Strangler.Pac.Sandbox.Stamping;

/// <summary>A key and a certificate like SAT's, made at start: nobody else trusts them.</summary>
internal sealed class SandboxKey : IDisposable
{
    private const int KeyBits = 2048;
    private const int YearsGood = 4;

    private readonly RSA _key = RSA.Create(KeyBits);
    private readonly Lock _lock = new();

    public SandboxKey(DateTimeOffset now)
    {
        // 20 digits, the last ones by chance: two sandboxes are not mistaken for each other.
        Number = "300010000005" + RandomNumberGenerator.GetInt32(10_000_000, 99_999_999);
        CertificateRequest request = new(
            "CN=Sandbox PAC, O=Not SAT", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Certificate = request.Create(
            request.SubjectName, X509SignatureGenerator.CreateForRSA(_key, RSASignaturePadding.Pkcs1),
            now.AddDays(-1), now.AddYears(YearsGood), Encoding.ASCII.GetBytes(Number));
    }

    public string Number { get; }

    public X509Certificate2 Certificate { get; }

    public string Sign(string original)
    {
        lock (_lock)
        {
            return Convert.ToBase64String(_key.SignData(
                Encoding.UTF8.GetBytes(original), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }
}
