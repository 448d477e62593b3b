using System.Buffers;
using System.Security.Cryptography;
using Strangler.Cfdi.Validation.Facts;
using Strangler.Cfdi.Validation.Rules;

namespace Strangler.Cfdi.Validation.Seal;

/// <summary>The certificate in a document, whose it is, and whether it sealed this.</summary>
internal static class SealCheck
{
    private const string Root = "/Comprobante";
    private const int LongestSeal = 1024;

    /// <summary>After this a PAC stamps a document no more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(72);

    /// <summary>Clocks differ, and at the northern border there is summer time.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(65);

    private static readonly RuleEntry Unreadable = Of(
        "CFDI40106", "Certificado", "Certificado no es un certificado .cer en base64.");

    private static readonly RuleEntry OtherNumber = Of(
        "CFDI40106", "NoCertificado", "NoCertificado no es el número del certificado.");

    private static readonly RuleEntry Malformed = Of("302", "Sello", "Sello no es base64, o está vacío.");

    private static readonly RuleEntry OtherSeal = Of(
        "CFDI40102", "Sello", "El sello no es de esta cadena original y este certificado.");

    private static readonly RuleEntry OtherIssuer = Of(
        "303", "Certificado", "El certificado no es del RFC del emisor.");

    private static readonly RuleEntry OutOfDate = Of(
        "305", "Fecha", "La fecha no está dentro de la vigencia del certificado.");

    private static readonly RuleEntry NotForSealing = Of(
        "306", "Certificado", "El certificado es una e.firma u otro, no un CSD.");

    private static readonly RuleEntry NotOfSat = Of("308", "Certificado", "El certificado no lo expidió el SAT.");

    private static readonly RuleEntry TooOld = Of(
        "401", "Fecha", "La fecha tiene más de 72 horas, o está en el futuro.");

    private static readonly RuleEntry Unknown = Of(
        "AQ-R02", "Sello", "El sello no se puede revisar: hay un complemento que no se conoce aquí.");

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _chain;

    public static IEnumerable<RuleEntry> Entries() =>
    [
        Unreadable, OtherNumber, Malformed, OtherSeal, OtherIssuer, OutOfDate, NotForSealing, NotOfSat, TooOld, Unknown,
    ];

    public static void Check(DocumentFacts document, Findings findings)
    {
        CheckAge(document, findings);
        string text = document["Certificado"];
        if (text.Length == 0 || CertificateFacts.Of(text) is not { } certificate)
        {
            Add(Unreadable, document, findings);
            return;
        }

        AddIf(certificate.Number != document["NoCertificado"], OtherNumber, document, findings);
        AddIf(certificate.Rfc != document.IssuerRfc, OtherIssuer, document, findings);
        AddIf(!certificate.IsForSealing, NotForSealing, document, findings);
        AddIf(
            !(document.Context.Authorities?.HaveIssued(text) ?? certificate.IsNamedSat), NotOfSat, document, findings);
        AddIf(document.IssuedAt is { } issued && (issued < certificate.From || issued > certificate.To),
            OutOfDate, document, findings);
        if (document.Context.VerifiesSeal)
        {
            CheckSeal(document, certificate, findings);
        }
    }

    private static void CheckAge(DocumentFacts document, Findings findings) => AddIf(
        document.Context.ChecksAge && document.IssuedAt is { } issued
            && (document.Context.Now - issued > Longest || issued - document.Context.Now > Ahead),
        TooOld, document, findings);

    private static void CheckSeal(DocumentFacts document, CertificateFacts certificate, Findings findings)
    {
        Span<byte> seal = stackalloc byte[LongestSeal];
        if (!Convert.TryFromBase64String(document["Sello"], seal, out int length) || length == 0)
        {
            Add(Malformed, document, findings);
            return;
        }

        ArrayBufferWriter<byte> chain = _chain ??= new ArrayBufferWriter<byte>(4096);
        chain.ResetWrittenCount();
        if (!OriginalChain.TryWrite(document.Element, chain))
        {
            Add(Unknown, document, findings);
            return;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(chain.WrittenSpan, hash);
        AddIf(
            !certificate.Key.VerifyHash(
                hash, seal[..length], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            OtherSeal, document, findings);
    }

    private static RuleEntry Of(string code, string attribute, string message) =>
        new(code, $"{Root}/@{attribute}", message, nameof(SealCheck));

    private static void AddIf(bool wrong, RuleEntry entry, DocumentFacts document, Findings findings)
    {
        if (wrong)
        {
            Add(entry, document, findings);
        }
    }

    private static void Add(RuleEntry entry, DocumentFacts document, Findings findings) =>
        findings.Add(entry.Code, document.Element, entry.Place[(Root.Length + 2)..], entry.Text);
}
