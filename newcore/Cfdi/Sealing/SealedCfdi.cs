namespace Strangler.Cfdi.Sealing;

/// <summary>A fiscal document with its seal, ready to be stamped: these bytes and no others.</summary>
/// <param name="Xml">UTF-8 without a mark; never changed after this.</param>
/// <param name="Sha256">Of <paramref name="Xml"/>, 32 bytes.</param>
/// <param name="Sello">The seal, base64.</param>
/// <param name="IssuerRfc">Taxpayer who issues.</param>
/// <param name="ReceiverRfc">Taxpayer who receives; a generic one for the public.</param>
/// <param name="Total">As in the document; 0 of a payment.</param>
/// <param name="Type">What it declares.</param>
/// <param name="IssuedAt">Local time at the place of issue, whole seconds, without a zone.</param>
/// <param name="Series">Of the issuer's numbering; null without.</param>
/// <param name="Folio">Number within the series; null without.</param>
/// <param name="CertificateNumber">20 digits of the certificate that sealed.</param>
public sealed record SealedCfdi(
    byte[] Xml, byte[] Sha256, string Sello, string IssuerRfc, string ReceiverRfc, decimal Total, CfdiType Type,
    DateTime IssuedAt, string? Series, string? Folio, string CertificateNumber)
{
    /// <summary>The receiver is the public in general: a global document, or a credit note of one.</summary>
    public bool IsForPublic { get; init; }
}
