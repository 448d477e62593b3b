using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Strangler.Cfdi.Sealing;

namespace Strangler.ParallelRun.Cfdi;

/// <summary>
/// A key and a certificate in the form of the tax authority's (CSD), for trials without one: only the sandbox PAC takes
/// what it seals, since nobody else knows it.
/// </summary>
/// <param name="Certificate">DER, as a .cer file.</param>
/// <param name="Key">Encrypted PKCS#8 in DER, as a .key file.</param>
/// <param name="Password">Made up at every start.</param>
/// <param name="Number">20 digits.</param>
internal sealed record SelfMadeCsd(byte[] Certificate, byte[] Key, string Password, string Number)
{
    /// <summary>The tax authority's own taxpayer for trials.</summary>
    public const string Rfc = "EKU9003173C9";

    private const int KeyBits = 2048;
    private const int YearsGood = 4;
    private const int PasswordBytes = 12;
    private const string UniqueIdentifier = "2.5.4.45";

    private static readonly PbeParameters Encryption = new(
        PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 2048);

    public static SelfMadeCsd Make(DateTimeOffset now)
    {
        using RSA key = RSA.Create(KeyBits);
        string number = "300010000004" + RandomNumberGenerator.GetInt32(10_000_000, 99_999_999);
        X500DistinguishedNameBuilder name = new();
        name.AddCommonName("ESCUELA KEMPER URGATE");
        name.Add(UniqueIdentifier, $"{Rfc} / XIQB891116QE4");
        CertificateRequest request = new(name.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        using X509Certificate2 certificate = request.Create(
            new X500DistinguishedName("CN=NO ES LA AUTORIDAD TRIBUTARIA: PRUEBAS"),
            X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1),
            now.AddDays(-1), now.AddYears(YearsGood), Encoding.ASCII.GetBytes(number));
        string password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes));
        return new SelfMadeCsd(
            certificate.Export(X509ContentType.Cert), key.ExportEncryptedPkcs8PrivateKey(password, Encryption),
            password, number);
    }

    /// <summary>To seal with.</summary>
    public Csd Open() => CsdReader.Read(Certificate, Key, Password) is CsdOutcome.Ready { Csd: var csd }
        ? csd : throw new UnreachableException("What was made here is read here.");
}
