using System.Text;
using Strangler.Cfdi.Stamping;

namespace Strangler.Pac.Sandbox.Stamping;

/// <summary>Puts a stamp into the sent bytes, which otherwise stay as they are.</summary>
internal sealed class StampWriter(SandboxKey key)
{
    private const string Provider = "SPR190613I52";

    public byte[] Write(byte[] xml, SentDocument document, StampedEntry entry)
    {
        FiscalStamp stamp = new(
            "1.1", entry.Uuid.ToString("D").ToUpperInvariant(), entry.StampedAt, Provider, null, document.Seal,
            key.Number, "");
        string element = $"<tfd:TimbreFiscalDigital xmlns:tfd=\"{FiscalStamp.Namespace}\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\""
            + $"{FiscalStamp.Namespace} http://www.sat.gob.mx/sitio_internet/cfd/TimbreFiscalDigital/"
            + $"TimbreFiscalDigitalv11.xsd\" Version=\"1.1\" UUID=\"{stamp.UuidText}\""
            + $" FechaTimbrado=\"{stamp.StampedAt}\" RfcProvCertif=\"{Provider}\" SelloCFD=\"{stamp.DocumentSeal}\""
            + $" NoCertificadoSAT=\"{key.Number}\" SelloSAT=\"{key.Sign(stamp.OriginalString)}\"/>";
        string text = Encoding.UTF8.GetString(xml);
        return Encoding.UTF8.GetBytes(Insert(text, element, document.HasAddendum));
    }

    private static string Insert(string text, string element, bool hasAddendum)
    {
        int root = text.LastIndexOf("</", StringComparison.Ordinal);
        string prefix = text[(root + 2)..text.IndexOf("Comprobante", root, StringComparison.Ordinal)];
        string close = $"</{prefix}Complemento>";
        int at = hasAddendum ? text.LastIndexOf(close, StringComparison.Ordinal) : -1;
        return at >= 0
            ? text.Insert(at, element)
            : text.Insert(root, $"<{prefix}Complemento>{element}{close}");
    }
}
