namespace Strangler.Cfdi.Stamping;

/// <summary>SAT's stamp on a document (TimbreFiscalDigital 1.1), text as it stands there.</summary>
/// <param name="UuidText">The 36 characters, in the PAC's letter case.</param>
/// <param name="StampedAt">Central Mexican time, <c>yyyy-MM-ddTHH:mm:ss</c>.</param>
/// <param name="ProviderRfc">Who stamped.</param>
/// <param name="Notice">What SAT lets its readers know; null without.</param>
/// <param name="DocumentSeal">The issuer's seal, which this stamp covers.</param>
/// <param name="CertificateNumber">20 digits of SAT's certificate.</param>
/// <param name="Seal">SAT's signature over <see cref="OriginalString"/>, base64.</param>
public sealed record FiscalStamp(
    string Version, string UuidText, string StampedAt, string ProviderRfc, string? Notice, string DocumentSeal,
    string CertificateNumber, string Seal)
{
    public const string Namespace = "http://www.sat.gob.mx/TimbreFiscalDigital";

    /// <summary>What SAT signed: SHA-256 with RSA over these characters in UTF-8.</summary>
    public string OriginalString
    {
        get
        {
            string notice = string.IsNullOrWhiteSpace(Notice) ? "" : Tidy(Notice) + "|";
            return $"||{Tidy(Version)}|{Tidy(UuidText)}|{Tidy(StampedAt)}|{Tidy(ProviderRfc)}|{notice}"
                + $"{Tidy(DocumentSeal)}|{Tidy(CertificateNumber)}||";
        }
    }

    /// <summary>As the official transformation does: XML's white space cut and joined.</summary>
    private static string Tidy(string text) =>
        string.Join(' ', text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
