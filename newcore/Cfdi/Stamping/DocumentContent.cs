using System.Xml;

namespace Strangler.Cfdi.Stamping;

/// <summary>
/// What a fiscal document says, without what a stamp adds: two documents are the same when all of it is. White space
/// between elements, prefixes, the order of attributes and the schema hints (xsi) say nothing, and no seal covers them.
/// </summary>
internal sealed class DocumentContent
{
    /// <summary>Of 400 lines, a document has about 300 kB.</summary>
    private const int MostCharacters = 16 * 1024 * 1024;

    private const int Deepest = 32;
    private const string Addendum = "Complemento";
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
    private const string Declarations = "http://www.w3.org/2000/xmlns/";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    private readonly List<string> _facts = [];

    public List<FiscalStamp> Stamps { get; } = [];

    /// <summary>The issuer's; empty without.</summary>
    public string Seal { get; private set; } = "";

    /// <exception cref="XmlException">It is not XML, or has a DTD.</exception>
    public static DocumentContent Read(byte[] xml)
    {
        DocumentContent content = new();
        using XmlReader reader = XmlReader.Create(new MemoryStream(xml, writable: false), Settings);
        reader.MoveToContent();
        content.ReadElement(reader);
        return content;
    }

    /// <returns>Null where both say the same; else the name of the element or attribute.</returns>
    public string? FirstDifference(DocumentContent other)
    {
        int most = Math.Min(_facts.Count, other._facts.Count);
        int at = 0;
        while (at < most && _facts[at] == other._facts[at])
        {
            at++;
        }

        return at == _facts.Count && at == other._facts.Count
            ? null
            : NameOf(at < _facts.Count ? _facts[at] : other._facts[at]);
    }

    private void ReadElement(XmlReader reader)
    {
        if (reader is { LocalName: "TimbreFiscalDigital", NamespaceURI: FiscalStamp.Namespace })
        {
            Stamps.Add(StampIn(reader));
            reader.Skip();
            return;
        }

        if (reader.Depth > Deepest)
        {
            throw new XmlException($"More than {Deepest} elements lie in each other.");
        }

        int start = _facts.Count;
        bool isAddendum = reader.LocalName == Addendum;
        _facts.Add($"<{reader.LocalName} {reader.NamespaceURI}");
        if (reader.Depth == 0)
        {
            Seal = reader.GetAttribute("Sello") ?? "";
        }

        AddAttributes(reader);
        ReadChildren(reader);
        if (isAddendum && _facts.Count == start + 1)
        {
            // Made for the stamp alone.
            _facts.RemoveRange(start, _facts.Count - start);
            return;
        }

        _facts.Add(">");
    }

    private void ReadChildren(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return;
        }

        reader.Read();
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                ReadElement(reader);
                continue;
            }

            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                _facts.Add("#" + reader.Value);
            }

            if (!reader.Read())
            {
                return;
            }
        }

        reader.Read();
    }

    private void AddAttributes(XmlReader reader)
    {
        int first = _facts.Count;
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI is not (SchemaInstance or Declarations))
            {
                _facts.Add($"@{reader.LocalName} {reader.NamespaceURI}={reader.Value}");
            }
        }

        reader.MoveToElement();
        _facts.Sort(first, _facts.Count - first, StringComparer.Ordinal);
    }

    private static FiscalStamp StampIn(XmlReader reader) => new(
        Text(reader, "Version"), Text(reader, "UUID"), Text(reader, "FechaTimbrado"), Text(reader, "RfcProvCertif"),
        reader.GetAttribute("Leyenda"), Text(reader, "SelloCFD"), Text(reader, "NoCertificadoSAT"),
        Text(reader, "SelloSAT"));

    private static string Text(XmlReader reader, string name) => reader.GetAttribute(name) ?? "";

    /// <summary>Without the value: it may name a person.</summary>
    private static string NameOf(string fact) => fact[0] switch
    {
        '>' => "the end of an element",
        '#' => "a text",
        _ => fact[1..].Split(' ')[0],
    };
}
