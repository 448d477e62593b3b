using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Security;

namespace Strangler.AquaCis.Soap;

/// <summary>Reads any request, in any encoding; it is the measure of what a request says.</summary>
internal static class XmlRequestReader
{
    private const string XsiNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    public static SoapRequest Read(ReadOnlyMemory<byte> body, string? contentType, ServiceContract service)
    {
        try
        {
            MemoryStream bytes = StreamOver(body);
            using StreamReader? text = DeclaredEncoding.Of(contentType) is { } declared
                ? new StreamReader(bytes, declared, detectEncodingFromByteOrderMarks: true)
                : null;
            using XmlReader xml = text is null ? XmlReader.Create(bytes, Settings) : XmlReader.Create(text, Settings);
            UsernameToken? token = MoveToBodyChild(xml);
            Operation operation = service.Find(xml.NamespaceURI, xml.LocalName)
                ?? throw new SoapReadException(SoapRequestReader.UnknownOperation(xml.NamespaceURI, xml.LocalName));
            return new SoapRequest(operation, ReadRecord(xml, (RecordType)operation.Request.Type), token);
        }
        catch (XmlException error)
        {
            throw new SoapReadException($"Error reading XML at line {error.LineNumber}.", error);
        }
        catch (DecoderFallbackException error)
        {
            throw new SoapReadException("Error reading XML: it is not in the charset its Content-Type names.", error);
        }
    }

    private static MemoryStream StreamOver(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out ArraySegment<byte> array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(body.ToArray(), writable: false);

    private static UsernameToken? MoveToBodyChild(XmlReader xml)
    {
        xml.MoveToContent();
        if (!IsSoap(xml, "Envelope"))
        {
            throw new SoapReadException("The message is not a SOAP 1.1 envelope.");
        }

        UsernameToken? token = null;
        (bool inHeader, bool inSecurity) = (false, false);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.Depth)
            {
                case 1 when IsSoap(xml, "Body"):
                    MoveIntoBody(xml);
                    return token;
                case 1:
                    inHeader = IsSoap(xml, "Header");
                    break;
                case 2:
                    inSecurity = inHeader && xml.LocalName == "Security"
                        && xml.NamespaceURI == UsernameToken.Namespace;
                    break;
                case 3 when inSecurity && token is null:
                    token = XmlTokenReader.Read(xml);
                    break;
            }
        }

        throw new SoapReadException("The envelope has no Body.");
    }

    private static void MoveIntoBody(XmlReader xml)
    {
        do
        {
            if (!xml.Read() || xml.Depth < 2)
            {
                throw new SoapReadException("The Body is empty.");
            }
        }
        while (xml.NodeType != XmlNodeType.Element);
    }

    /// <summary>Reads the element the reader stands on, and leaves it on the end of that element.</summary>
    private static WireRecord ReadRecord(XmlReader xml, RecordType type)
    {
        WireRecord record = new(type);
        if (xml.IsEmptyElement)
        {
            return record;
        }

        if (xml.Depth > SoapRequestReader.DepthLimit)
        {
            throw new SoapReadException("The request is nested too deeply.");
        }

        int depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth)
        {
            int position = xml.NodeType == XmlNodeType.Element ? type.PositionOf(xml.LocalName) : -1;
            if (position < 0)
            {
                xml.Skip();
                continue;
            }

            WireField field = type.Fields[position];
            if (record.Count(position) >= SoapRequestReader.ItemLimit)
            {
                throw new SoapReadException($"{field.Name} occurs more than {SoapRequestReader.ItemLimit} times.");
            }

            record.Add(position, ReadField(xml, field));
        }

        return record;
    }

    /// <summary>Reads one field and leaves the reader behind it.</summary>
    private static object? ReadField(XmlReader xml, WireField field)
    {
        if (field.Type is not RecordType record)
        {
            return FieldText.Accept(field, ElementText.Read(xml));
        }

        bool nil = xml.GetAttribute("nil", XsiNamespace) is "true" or "1";
        WireRecord value = ReadRecord(xml, record);
        xml.Read();
        return nil ? null : value;
    }

    private static bool IsSoap(XmlReader xml, string name) =>
        xml.LocalName == name && xml.NamespaceURI == SoapEnvelope.Namespace;
}
