using System.Security.Cryptography;

namespace Strangler.Payments.Sandbox;

/// <summary>Signs what the sandbox posts; made at start, and nobody else's.</summary>
internal sealed class SandboxKey : IDisposable
{
    private const int Bits = 2048;

    private readonly RSA _key = RSA.Create(Bits);
    private RSA? _wrong;
    private readonly Lock _lock = new();

    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem();

    public string Sign(byte[] original, HashAlgorithmName hash, RSASignaturePadding padding, bool wrongly)
    {
        lock (_lock)
        {
            RSA key = wrongly ? _wrong ??= RSA.Create(Bits) : _key;
            return Convert.ToBase64String(key.SignData(original, hash, padding));
        }
    }

    public void Dispose()
    {
        _key.Dispose();
        _wrong?.Dispose();
    }
}
