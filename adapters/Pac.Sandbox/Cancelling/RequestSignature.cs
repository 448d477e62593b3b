using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;

namespace Strangler.Pac.Sandbox.Cancelling;

/// <summary>
/// Looks at a request's signature as SAT does, by .NET's own XML signatures: the code that signs has no part in it.
/// </summary>
internal static class RequestSignature
{
    private const string UniqueIdentifier = "2.5.4.45";

    /// <returns>Null: signed, and by the issuer's certificate.</returns>
    public static (string Code, string Message)? Refusal(byte[] request, string issuer)
    {
        try
        {
            XmlDocument document = new() { XmlResolver = null, PreserveWhitespace = true };
            document.LoadXml(Encoding.UTF8.GetString(request));
            if (document.GetElementsByTagName("Signature", SignedXml.XmlDsigNamespaceUrl) is not [XmlElement signature]
                || document.GetElementsByTagName("X509Certificate", SignedXml.XmlDsigNamespaceUrl)
                    is not [XmlElement text])
            {
                return ("302", "Sello mal formado o inválido");
            }

            using X509Certificate2 certificate =
                X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text.InnerText));
            return !Verifies(document, signature, certificate) ? ("302", "Sello mal formado o inválido")
                : TaxpayerOf(certificate) is { } taxpayer && taxpayer != issuer
                    ? ("303", "Sello no corresponde al emisor") : null;
        }
        catch (XmlException)
        {
            return ("301", "XML mal formado");
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            return ("302", "Sello mal formado o inválido");
        }
    }

    private static bool Verifies(XmlDocument document, XmlElement signature, X509Certificate2 certificate)
    {
        using RSA? key = certificate.GetRSAPublicKey();
        SignedXml signed = new(document);
        signed.LoadXml(signature);

        // One reference, to the whole: a signature of a part says nothing of the rest.
        return key is not null && signed.SignedInfo?.References is [Reference { Uri: "" }]
            && signed.CheckSignature(key);
    }

    /// <summary>Null where the certificate names none, as those of tests.</summary>
    private static string? TaxpayerOf(X509Certificate2 certificate) => certificate.SubjectName
        .EnumerateRelativeDistinguishedNames()
        .Where(name => !name.HasMultipleElements && name.GetSingleElementType().Value == UniqueIdentifier)
        .Select(name => (name.GetSingleElementValue() ?? "").Split('/')[0].Trim())
        .FirstOrDefault();
}
