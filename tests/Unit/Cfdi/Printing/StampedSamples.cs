using System.Text;
using Strangler.Cfdi.Sealing;

namespace Strangler.Tests.Unit.Cfdi.Printing;

/// <summary>Documents with a stamp that looks like SAT's; its signature is of nobody.</summary>
internal static class StampedSamples
{
    public const string Uuid = "6F2C1E0A-3B7D-4A58-9C41-0D5E7F8A9B10";

    /// <summary>Of every kind, the first that has few lines.</summary>
    public static IEnumerable<(string Kind, SealedCfdi Sealed, byte[] Xml)> OfEveryKind(int most)
    {
        HashSet<string> seen = [];
        foreach (var one in SatFiles.Sealed(60, seed: 5))
        {
            if (one.Document.Lines.Count < 30 && seen.Count < most && seen.Add(one.Kind))
            {
                yield return (one.Kind, one.Cfdi, Stamp(one.Cfdi));
            }
        }
    }

    public static byte[] Stamp(SealedCfdi document)
    {
        string seal = Convert.ToBase64String([.. Enumerable.Range(0, 256).Select(at => (byte)((at * 37) + 11))]);
        string stamp = "<tfd:TimbreFiscalDigital xmlns:tfd=\"http://www.sat.gob.mx/TimbreFiscalDigital\""
            + $" Version=\"1.1\" UUID=\"{Uuid}\" FechaTimbrado=\"2026-11-20T10:31:07\" RfcProvCertif=\"SPR190613I52\""
            + $" SelloCFD=\"{document.Sello}\" NoCertificadoSAT=\"30001000000500003456\" SelloSAT=\"{seal}\"/>";
        string text = Encoding.UTF8.GetString(document.Xml);
        int addendum = text.LastIndexOf("</cfdi:Complemento>", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(addendum >= 0
            ? text.Insert(addendum, stamp)
            : text.Insert(
                text.LastIndexOf("</cfdi:Comprobante>", StringComparison.Ordinal),
                $"<cfdi:Complemento>{stamp}</cfdi:Complemento>"));
    }
}
