using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Strangler.Cfdi.Writing;

namespace Strangler.Cfdi.Sealing;

/// <summary>
/// Reads a seal certificate (CSD) and its key as the tax authority issues them, or says what is wrong.
/// </summary>
public static class CsdReader
{
    private const string TaxpayerOid = "2.5.4.45";
    private const int NumberLength = 20;
    private const int ShortestKeyBits = 2048;

    /// <param name="certificate">DER, the file .cer.</param>
    /// <param name="key">Encrypted PKCS#8 in DER, the file .key.</param>
    /// <param name="password">Not kept; for the caller to forget.</param>
    public static CsdOutcome Read(ReadOnlySpan<byte> certificate, ReadOnlySpan<byte> key, ReadOnlySpan<char> password)
    {
        X509Certificate2 read;
        try
        {
            read = X509CertificateLoader.LoadCertificate(certificate);
        }
        catch (CryptographicException)
        {
            return Refused(CsdRefusal.NotCertificate, "The certificate is not one: a DER file, .cer, is expected.");
        }

        using (read)
        {
            return Check(read) ?? ReadKey(read, key, password);
        }
    }

    private static CsdOutcome.Refused? Check(X509Certificate2 certificate)
    {
        X509KeyUsageFlags usage = certificate.Extensions.OfType<X509KeyUsageExtension>()
            .Aggregate(X509KeyUsageFlags.None, (all, one) => all | one.KeyUsages);
        return usage.HasFlag(X509KeyUsageFlags.DataEncipherment) || usage.HasFlag(X509KeyUsageFlags.KeyAgreement)
            ? Refused(
                CsdRefusal.PersonalSignature,
                "306: the certificate is an e.firma. Documents are sealed with a CSD, which is applied for with it.")
            : Number(certificate).Length != NumberLength || Taxpayer(certificate) is null
                ? Refused(
                    CsdRefusal.NoTaxpayer,
                    "The certificate has no number of 20 digits or names no taxpayer: it is not the tax authority's.")
                : null;
    }

    private static CsdOutcome ReadKey(
        X509Certificate2 certificate, ReadOnlySpan<byte> encrypted, ReadOnlySpan<char> password)
    {
        if (!AsnDecoder.TryReadEncodedValue(
                encrypted, AsnEncodingRules.BER, out Asn1Tag tag, out _, out _, out int read)
            || tag != Asn1Tag.Sequence || read != encrypted.Length)
        {
            return Refused(CsdRefusal.NotKey, "The key is not one: an encrypted DER file, .key, is expected.");
        }

        RSA key = RSA.Create();
        try
        {
            key.ImportEncryptedPkcs8PrivateKey(password, encrypted, out _);
        }
        catch (CryptographicException)
        {
            key.Dispose();
            return Refused(
                CsdRefusal.WrongPassword, "The password does not open the key; or the file is no encrypted RSA key.");
        }

        using RSA? open = certificate.GetRSAPublicKey();
        if (open is null || key.KeySize < ShortestKeyBits
            || !open.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()))
        {
            key.Dispose();
            return Refused(CsdRefusal.KeyMismatch, "The key is not the certificate's.");
        }

        return new CsdOutcome.Ready(new Csd(
            Taxpayer(certificate)!, certificate.NotBefore, certificate.NotAfter,
            TextOf(certificate, key.KeySize), key));
    }

    private static CertificateText TextOf(X509Certificate2 certificate, int keyBits) => new(
        Number(certificate), Encoding.ASCII.GetBytes(Convert.ToBase64String(certificate.RawDataMemory.Span)),
        ((keyBits / 8) + 2) / 3 * 4);

    /// <summary>The serial's bytes are the ASCII of the number's digits.</summary>
    private static string Number(X509Certificate2 certificate) =>
        string.Concat(Encoding.ASCII.GetString(certificate.SerialNumberBytes.Span).Where(char.IsAsciiDigit));

    /// <summary>What stands before a slash in x500UniqueIdentifier: behind it is the legal representative.</summary>
    private static string? Taxpayer(X509Certificate2 certificate)
    {
        foreach (X500RelativeDistinguishedName name in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (!name.HasMultipleElements && name.GetSingleElementType().Value == TaxpayerOid)
            {
                string text = name.GetSingleElementValue() ?? "";
                string taxpayer = text.Split('/')[0].Trim().ToUpper(CultureInfo.InvariantCulture);
                return taxpayer.Length is 12 or 13 ? taxpayer : null;
            }
        }

        return null;
    }

    private static CsdOutcome.Refused Refused(CsdRefusal reason, string detail) => new(reason, detail);
}
