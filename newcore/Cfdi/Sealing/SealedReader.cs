using System.Globalization;
using System.Security.Cryptography;
using Strangler.Cfdi.Catalogues;
using Strangler.Cfdi.Documents;
using Strangler.Cfdi.Validation;
using Strangler.Cfdi.Validation.Tree;

namespace Strangler.Cfdi.Sealing;

/// <summary>Takes up again a document that was sealed earlier, its bytes unchanged.</summary>
public static class SealedReader
{
    /// <returns>Null: it has not the form of a sealed document of a kind we make.</returns>
    public static SealedCfdi? Read(byte[] xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        Element? root = TreeReader.Read(xml, new Findings(1, own: false));
        return root is { Name: "Comprobante", Space: Vocabulary.Document }
            && TypeOf(root["TipoDeComprobante"]) is { } type
            && root["Sello"] is { Length: > 0 } seal && root["NoCertificado"] is { } certificate
            && root.Child("Emisor")?["Rfc"] is { } issuer && root.Child("Receptor")?["Rfc"] is { } receiver
            && decimal.TryParse(
                root["Total"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal total)
            && IssueTime.TryParse(root["Fecha"] ?? "", TimeSpan.Zero, out DateTimeOffset issued)
                ? new SealedCfdi(
                    xml, SHA256.HashData(xml), seal, issuer, receiver, total, type, issued.DateTime, root["Serie"],
                    root["Folio"], certificate)
                {
                    IsForPublic = root.Child("Receptor")?["Nombre"] == SatKeys.PublicName,
                }
                : null;
    }

    private static CfdiType? TypeOf(string? letter) => letter switch
    {
        "I" => CfdiType.Income,
        "E" => CfdiType.Credit,
        "P" => CfdiType.Payment,
        _ => null,
    };
}
