using System.Globalization;
using System.Xml;

namespace Strangler.Pac.Sandbox.Stamping;

/// <summary>What the sandbox looks at of a document.</summary>
internal sealed record SentDocument(
    string Seal, string Issuer, string Receiver, string Total, string Series, string Folio, string Type, string Date,
    bool HasAddendum, IReadOnlyList<Guid> Related)
{
    private const string Cfdi = "http://www.sat.gob.mx/cfd/4";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 16 * 1024 * 1024,
    };

    /// <returns>Null: it is no CFDI 4.0 with a seal.</returns>
    public static SentDocument? Read(byte[] xml)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(new MemoryStream(xml, writable: false), Settings);
            reader.MoveToContent();
            if (reader is not { LocalName: "Comprobante", NamespaceURI: Cfdi } || Text(reader, "Version") != "4.0"
                || Text(reader, "Sello").Length == 0 || Text(reader, "Certificado").Length == 0)
            {
                return null;
            }

            SentDocument head = new(
                Text(reader, "Sello"), "", "", Text(reader, "Total"), Text(reader, "Serie"), Text(reader, "Folio"),
                Text(reader, "TipoDeComprobante"), Text(reader, "Fecha"), false, []);
            return ReadBody(reader, head);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Mexican central time has no summer time since 2022.</summary>
    public TimeSpan? Age(DateTimeOffset now) => DateTimeOffset.TryParseExact(
        Date + "-06:00", "yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None,
        out DateTimeOffset dated) ? now - dated : null;

    private static SentDocument? ReadBody(XmlReader reader, SentDocument head)
    {
        List<Guid> related = [];
        string issuer = "", receiver = "";
        bool hasAddendum = false;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (reader.LocalName)
            {
                case "Emisor":
                    issuer = Text(reader, "Rfc");
                    break;
                case "Receptor":
                    receiver = Text(reader, "Rfc");
                    break;
                case "Complemento":
                    hasAddendum = !reader.IsEmptyElement;
                    break;
                case "CfdiRelacionado" when Guid.TryParse(Text(reader, "UUID"), out Guid other):
                    related.Add(other);
                    break;
                case "DoctoRelacionado" when Guid.TryParse(Text(reader, "IdDocumento"), out Guid paid):
                    related.Add(paid);
                    break;
                default:
                    break;
            }
        }

        return issuer.Length == 0 || receiver.Length == 0
            ? null
            : head with { Issuer = issuer, Receiver = receiver, HasAddendum = hasAddendum, Related = related };
    }

    private static string Text(XmlReader reader, string name) => reader.GetAttribute(name) ?? "";
}
