using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Strangler.Cfdi.Validation;

/// <summary>
/// The authorities that issue certificates for SAT. Each is trusted by itself, so those that sign certificates are to
/// be given, the roots above them need not; a certificate is SAT's where the key of one of them signed it, while that
/// was valid. Whether it was revoked is in SAT's list, which is only online.
/// </summary>
public sealed class SatAuthorities : IDisposable
{
    /// <summary>Files of a folder.</summary>
    public const int Most = 100;

    private const int MostJudged = 10_000;

    private readonly IReadOnlyList<X509Certificate2> _known;
    private readonly ConcurrentDictionary<string, bool> _judged = new(StringComparer.Ordinal);

    /// <param name="known">Disposed with this.</param>
    public SatAuthorities(IReadOnlyList<X509Certificate2> known) => _known = known;

    public int Count => _known.Count;

    /// <summary>All files <c>.cer</c> and <c>.crt</c> of a folder, DER or PEM.</summary>
    /// <exception cref="IOException">There is no such folder, or no or too many such files in it.</exception>
    /// <exception cref="CryptographicException">One of them is no certificate.</exception>
    public static SatAuthorities Read(string folder)
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".cer" or ".crt")
                .Take(Most + 1),
        ];
        return files.Length is > 0 and <= Most
            ? new SatAuthorities([.. files.Select(Load)])
            : throw new IOException($"{folder} has {files.Length} certificates; 1 to {Most} are read.");
    }

    /// <param name="base64">The certificate, as it stands in a document.</param>
    public bool HaveIssued(string base64)
    {
        ArgumentNullException.ThrowIfNull(base64);
        if (_judged.TryGetValue(base64, out bool known))
        {
            return known;
        }

        bool issued = Judge(base64);
        if (_judged.Count < MostJudged)
        {
            _judged.TryAdd(base64, issued);
        }

        return issued;
    }

    public void Dispose()
    {
        foreach (X509Certificate2 certificate in _known)
        {
            certificate.Dispose();
        }
    }

    private static X509Certificate2 Load(string file)
    {
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(file);
        }
        catch (CryptographicException wrong)
        {
            throw new CryptographicException($"{file} is no certificate: {wrong.Message}", wrong);
        }
    }

    private bool Judge(string base64)
    {
        try
        {
            using X509Certificate2 certificate =
                X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64));
            return _known.Any(authority => HasSigned(authority, certificate));
        }
        catch (Exception wrong) when (wrong is FormatException or CryptographicException or AsnContentException)
        {
            return false;
        }
    }

    /// <summary>Names prove nothing and are not looked at; what may not sign certificates is no authority.</summary>
    private static bool HasSigned(X509Certificate2 authority, X509Certificate2 certificate)
    {
        if (certificate.NotBefore < authority.NotBefore || certificate.NotBefore > authority.NotAfter
            || authority.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault()
                is not { CertificateAuthority: true })
        {
            return false;
        }

        AsnReader parts = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
        ReadOnlyMemory<byte> signed = parts.ReadEncodedValue();
        string algorithm = parts.ReadSequence().ReadObjectIdentifier();
        byte[] signature = parts.ReadBitString(out _);
        using RSA? key = authority.GetRSAPublicKey();
        return key is not null && HashOf(algorithm) is { } hash
            && key.VerifyData(signed.Span, signature, hash, RSASignaturePadding.Pkcs1);
    }

    /// <summary>RSA with SHA-2; null: another, which SAT does not sign by.</summary>
    private static HashAlgorithmName? HashOf(string algorithm) => algorithm switch
    {
        "1.2.840.113549.1.1.11" => HashAlgorithmName.SHA256,
        "1.2.840.113549.1.1.12" => HashAlgorithmName.SHA384,
        "1.2.840.113549.1.1.13" => HashAlgorithmName.SHA512,
        _ => null,
    };
}
