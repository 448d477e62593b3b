using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Strangler.Cfdi.Cancelling;

/// <summary>
/// Writes and signs requests for cancellation in SAT's form: enveloped XMLDSig, RSA-SHA1, inclusive C14N. The
/// document is written in its canonical form from the start, so that what is signed are simply its characters
/// (docs/adr/0022-stamping.md).
/// </summary>
public static class CancellationSigner
{
    private const string Signature = "http://www.w3.org/2000/09/xmldsig#";

    /// <summary>Canonical order: the default namespace first, then by prefix.</summary>
    private const string Inherited =
        " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

    /// <param name="at">Now, with the offset of the place of issue: SAT wants local time.</param>
    /// <param name="key">Of the issuer's CSD.</param>
    /// <exception cref="ArgumentException">The order is no valid one, or the certificate none of SAT.</exception>
    public static SignedCancellation Sign(
        CancellationOrder order, DateTimeOffset at, RSA key, X509Certificate2 certificate)
    {
        if (order.Problem is { } problem)
        {
            throw new ArgumentException(problem, nameof(order));
        }

        string head = Head(order, at);
        const string Tail = "</Cancelacion>";
        string signed = SignedInfo(Convert.ToBase64String(Digest(head + Tail)));
        string canonical = signed.Replace(
            "<SignedInfo>", $"<SignedInfo xmlns=\"{Signature}\"{Inherited}>", StringComparison.Ordinal);
        byte[] value = SignSha1(key, canonical);
        string xml = $"{head}<Signature xmlns=\"{Signature}\">{signed}"
            + $"<SignatureValue>{Convert.ToBase64String(value)}</SignatureValue>{KeyInfo(key, certificate)}"
            + $"</Signature>{Tail}";
        return new SignedCancellation(order, Encoding.UTF8.GetBytes(xml));
    }

    private static string Head(CancellationOrder order, DateTimeOffset at)
    {
        // Attributes in canonical order, which is the alphabet's.
        string substitute = order.Substitute is { } other
            ? $" FolioSustitucion=\"{CancellationOrder.TextOf(other)}\"" : "";
        string date = at.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return $"<Cancelacion xmlns=\"http://cancelacfd.sat.gob.mx\"{Inherited} Fecha=\"{date}\""
            + $" RfcEmisor=\"{SecurityElement.Escape(order.IssuerRfc)}\"><Folios><Folio{substitute}"
            + $" Motivo=\"{order.MotiveCode}\" UUID=\"{CancellationOrder.TextOf(order.Uuid)}\"></Folio></Folios>";
    }

    private static string SignedInfo(string digest) =>
        "<SignedInfo><CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\">"
        + $"</CanonicalizationMethod><SignatureMethod Algorithm=\"{Signature}rsa-sha1\"></SignatureMethod>"
        + $"<Reference URI=\"\"><Transforms><Transform Algorithm=\"{Signature}enveloped-signature\"></Transform>"
        + $"</Transforms><DigestMethod Algorithm=\"{Signature}sha1\"></DigestMethod>"
        + $"<DigestValue>{digest}</DigestValue></Reference></SignedInfo>";

    private static string KeyInfo(RSA key, X509Certificate2 certificate)
    {
        RSAParameters numbers = key.ExportParameters(includePrivateParameters: false);
        string name = SecurityElement.Escape(DistinguishedName.TextOf(certificate.IssuerName));
        string serial = Encoding.ASCII.GetString(certificate.SerialNumberBytes.Span);
        if (!serial.All(char.IsAsciiDigit))
        {
            throw new ArgumentException("SAT's certificates have a number of digits.", nameof(certificate));
        }

        return $"<KeyInfo><X509Data><X509IssuerSerial><X509IssuerName>{name}</X509IssuerName>"
            + $"<X509SerialNumber>{serial}</X509SerialNumber></X509IssuerSerial>"
            + $"<X509Certificate>{Convert.ToBase64String(certificate.RawData)}</X509Certificate></X509Data>"
            + $"<KeyValue><RSAKeyValue><Modulus>{Convert.ToBase64String(numbers.Modulus!)}</Modulus>"
            + $"<Exponent>{Convert.ToBase64String(numbers.Exponent!)}</Exponent></RSAKeyValue></KeyValue></KeyInfo>";
    }

    [SuppressMessage("Security", "CA5350", Justification = "SAT takes requests signed with SHA-1 only.")]
    private static byte[] Digest(string canonical) => SHA1.HashData(Encoding.UTF8.GetBytes(canonical));

    [SuppressMessage("Security", "CA5350", Justification = "SAT takes requests signed with SHA-1 only.")]
    private static byte[] SignSha1(RSA key, string canonical) =>
        key.SignData(Encoding.UTF8.GetBytes(canonical), HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
}
