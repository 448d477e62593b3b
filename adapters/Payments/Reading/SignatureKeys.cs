using System.Security.Cryptography;

namespace Strangler.Payments.Reading;

/// <summary>Public keys of a provider; while one replaces another both count.</summary>
internal sealed class SignatureKeys : IDisposable
{
    private const int MostKeys = 10;
    private const int LeastBits = 2048;
    private const int LongestSignature = 1024;

    private readonly RSA[] _keys;

    /// <param name="pems">Public keys or certificates.</param>
    /// <exception cref="FormatException">There is none, or one cannot be used.</exception>
    public SignatureKeys(IReadOnlyList<string> pems)
    {
        if (pems.Count is 0 or > MostKeys)
        {
            throw new FormatException($"A provider that signs needs 1 to {MostKeys} public keys.");
        }

        _keys = [.. pems.Select(Read)];
    }

    public bool Verify(
        ReadOnlySpan<byte> signed, string signature, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        Span<byte> bytes = stackalloc byte[LongestSignature];
        if (signature.Length > LongestSignature || !Convert.TryFromBase64String(signature, bytes, out int length))
        {
            return false;
        }

        foreach (RSA key in _keys)
        {
            // Not said to be safe for several threads.
            lock (key)
            {
                if (key.VerifyData(signed, bytes[..length], hash, padding))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public void Dispose()
    {
        foreach (RSA key in _keys)
        {
            key.Dispose();
        }
    }

    private static RSA Read(string pem)
    {
        RSA key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new FormatException("A public key of a provider is not PEM of RSA.", failure);
        }

        if (key.KeySize >= LeastBits)
        {
            return key;
        }

        key.Dispose();
        throw new FormatException($"A public key of a provider has less than {LeastBits} bits.");
    }
}
