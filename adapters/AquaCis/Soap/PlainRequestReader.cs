using System.Text;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Security;

namespace Strangler.AquaCis.Soap;

/// <summary>
/// Reads a request of plain XML, as existing consumers send it, in a tenth of XmlReader's time. It says of it what
/// <see cref="XmlRequestReader"/> would say, or nothing.
/// </summary>
internal static class PlainRequestReader
{
    private const int DeclarationLimit = 32;
    private const int AttributeLimit = 16;
    private const int LongestName = 256;

    private static ReadOnlySpan<byte> Soap => "http://schemas.xmlsoap.org/soap/envelope/"u8;

    /// <summary>Null for a request that is not plain, or not right.</summary>
    /// <exception cref="SoapReadException">A value that its type cannot hold.</exception>
    public static SoapRequest? Read(ReadOnlySpan<byte> body, ServiceContract service)
    {
        Span<PlainElement> open = stackalloc PlainElement[SoapRequestReader.DepthLimit];
        Span<PlainAttribute> declared = stackalloc PlainAttribute[DeclarationLimit];
        Span<PlainAttribute> attributes = stackalloc PlainAttribute[AttributeLimit];
        PlainXmlReader xml = new(body, open, new PlainTagReader(body, declared, attributes));
        return xml.TryOpen() && xml.Next() == PlainTag.Start && xml.Is(Soap, "Envelope"u8)
            ? ReadEnvelope(ref xml, service)
            : null;
    }

    private static SoapRequest? ReadEnvelope(ref PlainXmlReader xml, ServiceContract service)
    {
        UsernameToken? token = null;
        while (xml.Next() is var tag and (PlainTag.Start or PlainTag.Empty))
        {
            if (xml.Is(Soap, "Body"u8))
            {
                return tag == PlainTag.Start ? ReadBody(ref xml, service, token) : null;
            }

            if (tag == PlainTag.Start
                && !(xml.Is(Soap, "Header"u8) ? PlainTokenReader.TryRead(ref xml, ref token) : xml.TrySkip()))
            {
                return null;
            }
        }

        return null;
    }

    private static SoapRequest? ReadBody(ref PlainXmlReader xml, ServiceContract service, UsernameToken? token)
    {
        PlainTag tag = xml.Next();
        if (tag is not (PlainTag.Start or PlainTag.Empty)
            || Find(service, xml.Namespace, xml.LocalName) is not { } found)
        {
            return null;
        }

        WireRecord record = new((RecordType)found.Request.Type);
        return tag == PlainTag.Empty || TryReadRecord(ref xml, record) ? new SoapRequest(found, record, token) : null;
    }

    private static Operation? Find(ServiceContract service, ReadOnlySpan<byte> ns, ReadOnlySpan<byte> localName)
    {
        if (ns.Length > LongestName || localName.Length > LongestName)
        {
            return null;
        }

        Span<char> nsText = stackalloc char[LongestName];
        Span<char> nameText = stackalloc char[LongestName];
        return service.Find(
            nsText[..Encoding.UTF8.GetChars(ns, nsText)], nameText[..Encoding.UTF8.GetChars(localName, nameText)]);
    }

    /// <summary>Reads what stands in the element just opened, and its end.</summary>
    private static bool TryReadRecord(ref PlainXmlReader xml, WireRecord record)
    {
        RecordType type = record.Type;
        int expected = 0;
        while (true)
        {
            PlainTag tag = xml.Next();
            if (tag is not (PlainTag.Start or PlainTag.Empty))
            {
                return tag == PlainTag.End;
            }

            int position = type.PositionOf(xml.LocalName, expected);
            if (position < 0)
            {
                if (tag == PlainTag.Start && !xml.TrySkip())
                {
                    return false;
                }

                continue;
            }

            expected = type.Fields[position].Unbounded ? position : position + 1;
            if (record.Count(position) >= SoapRequestReader.ItemLimit
                || !TryReadField(ref xml, tag, record, position))
            {
                return false;
            }
        }
    }

    private static bool TryReadField(ref PlainXmlReader xml, PlainTag tag, WireRecord record, int position)
    {
        WireField field = record.Type.Fields[position];
        if (field.Type is RecordType type)
        {
            WireRecord inner = new(type);
            record.Add(position, inner);
            return !xml.HasAttributes && (tag == PlainTag.Empty || TryReadRecord(ref xml, inner));
        }

        if (!TryReadText(ref xml, tag, out string text))
        {
            return false;
        }

        record.Add(position, FieldText.Accept(field, text));
        return true;
    }

    /// <summary>The text of the element just opened, and its end; false where anything but text is in it.</summary>
    internal static bool TryReadText(ref PlainXmlReader xml, PlainTag tag, out string text)
    {
        text = "";
        if (tag == PlainTag.Empty)
        {
            return true;
        }

        if (xml.Next() != PlainTag.End || xml.Text.Contains((byte)'\r'))
        {
            return false;
        }

        text = PlainTagReader.IsBlank(xml.Text) ? "" : Encoding.UTF8.GetString(xml.Text);
        return true;
    }
}
