using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Strangler.Cfdi.Sealing;

namespace Strangler.Tests.Integration.Cfdi.Flow;

/// <summary>A seal certificate in the form of the tax authority's, made for the test.</summary>
internal static class TestCsd
{
    public const string Rfc = "EKU9003173C9";
    private const string Password = "of the test";

    public static CsdRing Ring()
    {
        using RSA key = RSA.Create(2048);
        X500DistinguishedNameBuilder subject = new();
        subject.Add("2.5.4.45", $"{Rfc} / XXXX010101XX1");
        subject.AddCommonName("AGUA DE PRUEBA");
        CertificateRequest request = new(
            subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        DateTimeOffset from = TimeProvider.System.GetUtcNow().AddYears(-1);
        using X509Certificate2 certificate = request.Create(
            new X500DistinguishedName("O=SERVICIO DE ADMINISTRACION TRIBUTARIA"),
            X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), from, from.AddYears(4),
            Encoding.ASCII.GetBytes("30001000000500009999"));
        byte[] encrypted = key.ExportEncryptedPkcs8PrivateKey(
            Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000));
        return new CsdRing(
        [
            Assert.IsType<CsdOutcome.Ready>(
                CsdReader.Read(certificate.Export(X509ContentType.Cert), encrypted, Password)).Csd,
        ]);
    }
}
