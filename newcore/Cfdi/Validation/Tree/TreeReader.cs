using System.Text;
using System.Text.Unicode;
using System.Xml;

namespace Strangler.Cfdi.Validation.Tree;

/// <summary>
/// Reads a document once into elements. What could be used against us (types, entities, sizes, depths) is refused
/// before it costs anything.
/// </summary>
internal static class TreeReader
{
    public const string MalformedCode = "301";
    public const int MostBytes = 8 * 1024 * 1024;

    private const int MostDepth = 32;
    private const int MostElements = 200_000;
    private const int MostAttributes = 64;

    private const string SchemaInstances = "http://www.w3.org/2001/XMLSchema-instance";

    private static ReadOnlySpan<byte> Utf8Mark => [0xef, 0xbb, 0xbf];

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostBytes,
        MaxCharactersFromEntities = 1,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>The root, or null and a finding.</summary>
    public static Element? Read(ReadOnlyMemory<byte> xml, Findings findings)
    {
        string? refusal = xml.IsEmpty ? "El archivo está vacío."
            : xml.Length > MostBytes ? "El archivo pasa de 8 MB."
            : !Utf8.IsValid(xml.Span) ? "El archivo no está en UTF-8." : null;
        if (refusal is null)
        {
            try
            {
                return ReadElements(xml);
            }
            catch (XmlException wrong)
            {
                refusal = wrong.LineNumber == 0 ? "El XML está mal formado."
                    : $"El XML está mal formado en la línea {wrong.LineNumber}, columna {wrong.LinePosition}.";
            }
            catch (LimitException wrong)
            {
                refusal = wrong.Message;
            }
        }

        findings.Add(MalformedCode, null, "", refusal);
        return null;
    }

    private static Element ReadElements(ReadOnlyMemory<byte> xml)
    {
        ReadOnlySpan<byte> bytes = xml.Span;
        bytes = bytes.StartsWith(Utf8Mark) ? bytes[Utf8Mark.Length..] : bytes;

        // From text: the reader's own decoding costs more than all the rest.
        using XmlReader reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(bytes)), Settings);
        Element? root = null;
        Element? open = null;
        int elements = 0;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                if (++elements > MostElements || reader.Depth > MostDepth || reader.AttributeCount > MostAttributes)
                {
                    throw new LimitException("El XML tiene demasiados elementos, niveles o atributos.");
                }

                bool empty = reader.IsEmptyElement;
                Element element = ReadElement(reader, open);
                open?.Append(element);
                root ??= element;
                open = empty ? open : element;
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                open = open?.Parent;
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && open is not null)
            {
                open.HasText = true;
            }
            else if (reader.NodeType == XmlNodeType.XmlDeclaration)
            {
                RefuseEncoding(reader.GetAttribute("encoding"));
            }
        }

        return root!;
    }

    private static Element ReadElement(XmlReader reader, Element? parent)
    {
        string name = reader.LocalName;
        Vocabulary space = VocabularyOf(reader.NamespaceURI);
        int count = reader.AttributeCount;
        ElementAttribute[] attributes = count == 0 ? [] : new ElementAttribute[count];
        int kept = 0;
        for (bool more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.Prefix == "xmlns" || (reader.Prefix.Length == 0 && reader.LocalName == "xmlns"))
            {
                continue;
            }

            bool isInstance = reader.NamespaceURI == SchemaInstances;
            string raw = reader.Value;
            attributes[kept++] = new ElementAttribute(
                isInstance ? reader.LocalName : reader.Prefix.Length == 0 ? reader.LocalName : reader.Name,
                Collapse(raw), raw, reader.Prefix.Length > 0);
        }

        reader.MoveToElement();
        return new Element(name, space, parent, kept == count ? attributes : attributes[..kept]);
    }

    private static void RefuseEncoding(string? encoding)
    {
        if (encoding is not null && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw new LimitException("El XML declara una codificación que no es UTF-8.");
        }
    }

    private static Vocabulary VocabularyOf(string address) => address switch
    {
        "http://www.sat.gob.mx/cfd/4" => Vocabulary.Document,
        "http://www.sat.gob.mx/Pagos20" => Vocabulary.Payments,
        "http://www.sat.gob.mx/implocal" => Vocabulary.LocalTaxes,
        "http://www.sat.gob.mx/TimbreFiscalDigital" => Vocabulary.Stamp,
        "http://www.sat.gob.mx/ComercioExterior11" or "http://www.sat.gob.mx/ComercioExterior20" =>
            Vocabulary.ForeignTrade,
        _ => Vocabulary.Other,
    };

    /// <summary>As a schema collapses and as the chain to be sealed normalises; nearly always what is there.</summary>
    private static string Collapse(string text)
    {
        if (text.Length == 0 || !NeedsCollapse(text))
        {
            return text;
        }

        StringBuilder collapsed = new(text.Length);
        foreach (char letter in text)
        {
            if (!IsSpace(letter))
            {
                collapsed.Append(letter);
            }
            else if (collapsed.Length > 0 && collapsed[^1] != ' ')
            {
                collapsed.Append(' ');
            }
        }

        return collapsed.ToString().TrimEnd(' ');
    }

    private static bool NeedsCollapse(string text) =>
        text[0] == ' ' || text[^1] == ' ' || text.AsSpan().ContainsAny('\t', '\n', '\r')
        || text.Contains("  ", StringComparison.Ordinal);

    private static bool IsSpace(char letter) => letter is ' ' or '\t' or '\n' or '\r';

    private sealed class LimitException(string message) : Exception(message);
}
