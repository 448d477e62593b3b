using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Strangler.Cfdi.Writing;

namespace Strangler.Cfdi.Sealing;

/// <summary>A seal certificate (CSD) with its private key. One thread at a time; others take a copy.</summary>
public sealed class Csd : IDisposable
{
    private readonly RSA _key;

    internal Csd(string rfc, DateTimeOffset validFrom, DateTimeOffset validTo, CertificateText text, RSA key)
    {
        (Rfc, ValidFrom, ValidTo, Text, _key) = (rfc, validFrom, validTo, text, key);
    }

    /// <summary>Taxpayer whose documents it seals.</summary>
    public string Rfc { get; }

    public DateTimeOffset ValidFrom { get; }

    /// <summary>The last moment it seals in.</summary>
    public DateTimeOffset ValidTo { get; }

    /// <summary>20 digits.</summary>
    public string Number => Text.Number;

    public CertificateText Text { get; }

    /// <summary>For signatures within this project; never leaves it.</summary>
    internal RSA Key => _key;

    public bool IsValidAt(DateTimeOffset moment) => ValidFrom <= moment && moment <= ValidTo;

    /// <summary>For another thread; to be disposed on its own.</summary>
    public Csd Copy()
    {
        RSAParameters secret = _key.ExportParameters(includePrivateParameters: true);
        try
        {
            return new Csd(Rfc, ValidFrom, ValidTo, Text, RSA.Create(secret));
        }
        finally
        {
            Forget(secret);
        }
    }

    public void Dispose() => _key.Dispose();

    /// <summary>Keeps nobody's name or key out of a log by chance.</summary>
    public override string ToString() => $"CSD {Number}";

    /// <summary>The seal of a chain: SHA-256, RSA, PKCS#1; base64.</summary>
    /// <param name="seal">As long as the certificate says.</param>
    internal void Sign(ReadOnlySpan<byte> chain, Span<byte> seal)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(chain, hash);
        Span<byte> signature = stackalloc byte[_key.KeySize / 8];
        _key.SignHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Base64.EncodeToUtf8(signature, seal, out _, out _);
    }

    private static void Forget(RSAParameters secret)
    {
        foreach (byte[]? part in new[] { secret.D, secret.P, secret.Q, secret.DP, secret.DQ, secret.InverseQ })
        {
            CryptographicOperations.ZeroMemory(part);
        }
    }
}
