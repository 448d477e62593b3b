using System.Globalization;
using System.Text;
using System.Xml;
using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.Soap;

/// <summary>
/// Reads a request as it streams in, keeping only the fields its contract knows. Unknown elements are passed over, as
/// JAXB does; DTDs are refused; depth, length and list sizes have limits.
/// </summary>
public static class SoapRequestReader
{
    private const int DepthLimit = 32;
    private const int ItemLimit = 10_000;

    /// <param name="contentType">As HTTP gives it: its charset wins, but for a byte order mark.</param>
    /// <param name="lengthLimit">Characters.</param>
    /// <exception cref="SoapReadException">
    /// Not XML, no Body, an unknown operation, or a value its type cannot hold.
    /// </exception>
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
            await MoveToBodyChildAsync(xml, cancellation);
            Operation operation = service.Find(xml.NamespaceURI, xml.LocalName)
                ?? throw new SoapReadException(UnknownOperation(xml.NamespaceURI, xml.LocalName));
            return new SoapRequest(
                operation, await ReadRecordAsync(xml, (RecordType)operation.Request.Type, cancellation));
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

    /// <summary>What CXF answers to an element no operation takes.</summary>
    public static string UnknownOperation(string ns, string localName) =>
        $"Message part {{{ns}}}{localName} was not recognized.  (Does it exist in service WSDL?)";

    private static async ValueTask MoveToBodyChildAsync(XmlReader xml, CancellationToken cancellation)
    {
        await xml.MoveToContentAsync();
        if (xml.LocalName != "Envelope" || xml.NamespaceURI != SoapEnvelope.Namespace)
        {
            throw new SoapReadException("The message is not a SOAP 1.1 envelope.");
        }

        while (await xml.ReadAsync())
        {
            cancellation.ThrowIfCancellationRequested();
            if (xml.NodeType != XmlNodeType.Element || xml.Depth != 1)
            {
                continue;
            }

            if (xml.LocalName == "Body" && xml.NamespaceURI == SoapEnvelope.Namespace)
            {
                await MoveIntoBodyAsync(xml);
                return;
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

        if (xml.Depth > DepthLimit)
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
            if (record.Count(position) >= ItemLimit)
            {
                throw new SoapReadException($"{field.Name} occurs more than {ItemLimit} times.");
            }

            record.Add(position, await ReadFieldAsync(xml, field, cancellation));
        }

        return record;
    }

    /// <summary>Reads one field and leaves the reader behind it.</summary>
    private static async ValueTask<object?> ReadFieldAsync(
        XmlReader xml, WireField field, CancellationToken cancellation)
    {
        if (field.Type is RecordType record)
        {
            bool nil = xml.GetAttribute("nil", "http://www.w3.org/2001/XMLSchema-instance") is "true" or "1";
            WireRecord value = await ReadRecordAsync(xml, record, cancellation);
            await xml.ReadAsync();
            return nil ? null : value;
        }

        return Accept(field, await ReadTextAsync(xml));
    }

    /// <summary>The element's own text; elements inside it are passed over.</summary>
    private static async ValueTask<string> ReadTextAsync(XmlReader xml)
    {
        StringBuilder text = new();
        if (!xml.IsEmptyElement)
        {
            int depth = xml.Depth;
            await xml.ReadAsync();
            while (xml.Depth > depth)
            {
                if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                {
                    text.Append(await xml.GetValueAsync());
                    await xml.ReadAsync();
                }
                else
                {
                    await xml.SkipAsync();
                }
            }
        }

        await xml.ReadAsync();
        return text.ToString();
    }

    private static string? Accept(WireField field, string text)
    {
        string trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return null;
        }

        if (field.Type is not PrimitiveType primitive)
        {
            return trimmed;
        }

        return Fits(primitive.Kind, trimmed)
            ? primitive.Kind is PrimitiveKind.Text or PrimitiveKind.Any ? text : trimmed
            : throw new SoapReadException(
                $"Unmarshalling Error: the value of {field.Name} is not of type {primitive.Name}.");
    }

    private static bool Fits(PrimitiveKind kind, string text) => kind switch
    {
        PrimitiveKind.Short => long.TryParse(text, CultureInfo.InvariantCulture, out long n) && n == (short)n,
        PrimitiveKind.Int => long.TryParse(text, CultureInfo.InvariantCulture, out long n) && n == (int)n,
        PrimitiveKind.Long => long.TryParse(text, CultureInfo.InvariantCulture, out _),
        PrimitiveKind.Decimal or PrimitiveKind.Float =>
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        PrimitiveKind.Boolean => text is "true" or "false" or "1" or "0",
        PrimitiveKind.DateTime =>
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out _),
        _ => true,
    };
}
