using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Strangler.Cfdi.Validation.Seal;

/// <summary>What a document's certificate says. Never disposed: a few of them serve millions of documents.</summary>
/// <param name="Number">20 digits: the serial's bytes read as letters.</param>
/// <param name="Rfc">Of whom it was issued to.</param>
/// <param name="IsForSealing">A CSD; an e.firma may encrypt as well, and seals no documents.</param>
/// <param name="IsNamedSat">Its issuer has SAT's name; whether it was SAT, <see cref="SatAuthorities"/> know.</param>
internal sealed record CertificateFacts(
    RSA Key, string Number, string Rfc, bool IsForSealing, bool IsNamedSat, DateTimeOffset From, DateTimeOffset To)
{
    private const int MostKept = 64;
    private const int LongestText = 16_384;
    private const string UniqueIdentifier = "2.5.4.45";
    private const X509KeyUsageFlags Signing = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;

    /// <summary>By thread, for neither the keys nor the dictionary may be shared.</summary>
    [ThreadStatic]
    private static Dictionary<string, CertificateFacts?>? _read;

    /// <summary>Null where the text is no certificate with an RSA key.</summary>
    public static CertificateFacts? Of(string base64)
    {
        Dictionary<string, CertificateFacts?> read = _read ??= new(StringComparer.Ordinal);
        if (!read.TryGetValue(base64, out CertificateFacts? facts))
        {
            facts = Read(base64);
            if (read.Count >= MostKept)
            {
                read.Clear();
            }

            read.Add(base64, facts);
        }

        return facts;
    }

    private static CertificateFacts? Read(string base64)
    {
        try
        {
            if (base64.Length is 0 or > LongestText)
            {
                return null;
            }

            using X509Certificate2 certificate =
                X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64));
            return certificate.GetRSAPublicKey() is not { } key ? null : new CertificateFacts(
                key, NumberOf(certificate), RfcOf(certificate), IsSealing(certificate),
                certificate.Issuer.Contains("TRIBUTARIA", StringComparison.OrdinalIgnoreCase),
                new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
                new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        }
        catch (Exception wrong) when (wrong is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static string NumberOf(X509Certificate2 certificate)
    {
        byte[] serial = certificate.SerialNumberBytes.ToArray();
        return serial.Length == 20 && Array.TrueForAll(serial, digit => digit is >= (byte)'0' and <= (byte)'9')
            ? Encoding.ASCII.GetString(serial) : certificate.SerialNumber;
    }

    private static string RfcOf(X509Certificate2 certificate)
    {
        foreach (X500RelativeDistinguishedName name in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (!name.HasMultipleElements && name.GetSingleElementType().Value == UniqueIdentifier)
            {
                return (name.GetSingleElementValue() ?? "").Split('/')[0].Trim().ToUpper(CultureInfo.InvariantCulture);
            }
        }

        return "";
    }

    private static bool IsSealing(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage
        && (usage.KeyUsages & Signing) == Signing
        && (usage.KeyUsages & (X509KeyUsageFlags.DataEncipherment | X509KeyUsageFlags.KeyAgreement)) == 0;
}
