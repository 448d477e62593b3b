using System.Text;
using System.Xml;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Security;

namespace Strangler.AquaCis.Soap;

/// <summary>Reads any request, in any encoding, as it streams in; it is the measure of what a request says.</summary>
internal static class XmlRequestReader
{
    private const string XsiNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    public static async ValueTask<SoapRequest> ReadAsync(
        Stream body, string? contentType, ServiceContract service, long lengthLimit, CancellationToken cancellation)
    {
        XmlReaderSettings settings = new()
        {
            Async = true,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            MaxCharactersInDocument = lengthLimit,
        };
        try
        {
            using StreamReader? text = DeclaredEncoding.Of(contentType) is { } declared
                ? new StreamReader(body, declared, detectEncodingFromByteOrderMarks: true, leaveOpen: true)
                : null;
            using XmlReader xml = text is null ? XmlReader.Create(body, settings) : XmlReader.Create(text, settings);
            UsernameToken? token = await MoveToBodyChildAsync(xml, cancellation);
            Operation operation = service.Find(xml.NamespaceURI, xml.LocalName)
                ?? throw new SoapReadException(SoapRequestReader.UnknownOperation(xml.NamespaceURI, xml.LocalName));
            WireRecord record = await ReadRecordAsync(xml, (RecordType)operation.Request.Type, cancellation);
            return new SoapRequest(operation, record, token);
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

    private static async ValueTask<UsernameToken?> MoveToBodyChildAsync(XmlReader xml, CancellationToken cancellation)
    {
        await xml.MoveToContentAsync();
        if (!IsSoap(xml, "Envelope"))
        {
            throw new SoapReadException("The message is not a SOAP 1.1 envelope.");
        }

        UsernameToken? token = null;
        (bool inHeader, bool inSecurity) = (false, false);
        while (await xml.ReadAsync())
        {
            cancellation.ThrowIfCancellationRequested();
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.Depth)
            {
                case 1 when IsSoap(xml, "Body"):
                    await MoveIntoBodyAsync(xml);
                    return token;
                case 1:
                    inHeader = IsSoap(xml, "Header");
                    break;
                case 2:
                    inSecurity = inHeader && xml.LocalName == "Security"
                        && xml.NamespaceURI == UsernameToken.Namespace;
                    break;
                case 3 when inSecurity && token is null:
                    token = await XmlTokenReader.ReadAsync(xml);
                    break;
            }
        }

        throw new SoapReadException("The envelope has no Body.");
    }

    private static async ValueTask MoveIntoBodyAsync(XmlReader xml)
    {
        do
        {
            if (!await xml.ReadAsync() || xml.Depth < 2)
            {
                throw new SoapReadException("The Body is empty.");
            }
        }
        while (xml.NodeType != XmlNodeType.Element);
    }

    /// <summary>Reads the element the reader stands on, and leaves it on the end of that element.</summary>
    private static async ValueTask<WireRecord> ReadRecordAsync(
        XmlReader xml, RecordType type, CancellationToken cancellation)
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
        await xml.ReadAsync();
        while (xml.Depth > depth)
        {
            cancellation.ThrowIfCancellationRequested();
            int position = xml.NodeType == XmlNodeType.Element ? type.PositionOf(xml.LocalName) : -1;
            if (position < 0)
            {
                await xml.SkipAsync();
                continue;
            }

            WireField field = type.Fields[position];
            if (record.Count(position) >= SoapRequestReader.ItemLimit)
            {
                throw new SoapReadException($"{field.Name} occurs more than {SoapRequestReader.ItemLimit} times.");
            }

            record.Add(position, await ReadFieldAsync(xml, field, cancellation));
        }

        return record;
    }

    /// <summary>Reads one field and leaves the reader behind it.</summary>
    private static async ValueTask<object?> ReadFieldAsync(
        XmlReader xml, WireField field, CancellationToken cancellation)
    {
        if (field.Type is not RecordType record)
        {
            return FieldText.Accept(field, await ElementText.ReadAsync(xml));
        }

        bool nil = xml.GetAttribute("nil", XsiNamespace) is "true" or "1";
        WireRecord value = await ReadRecordAsync(xml, record, cancellation);
        await xml.ReadAsync();
        return nil ? null : value;
    }

    private static bool IsSoap(XmlReader xml, string name) =>
        xml.LocalName == name && xml.NamespaceURI == SoapEnvelope.Namespace;
}
