using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Json;

/// <summary>
/// Writes a SOAP reply as JSON: what may occur many times is an array, even of one or none; nil is null; what is absent
/// is absent.
/// </summary>
public static class JsonReplyTranslator
{
    private const int LongestFaultText = 2000;
    private static readonly JsonReply Answered = new JsonReply.Answered();
    private static readonly JsonReply NotUnderstood = new JsonReply.NotUnderstood();

    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <param name="output">Takes the reply; of no use where the answer is none.</param>
    public static JsonReply Write(IBufferWriter<byte> output, Operation operation, ArraySegment<byte> soap)
    {
        if (PlainReplyTranslator.TryWrite(output, operation, soap, Plain))
        {
            return Answered;
        }

        try
        {
            using MemoryStream bytes = new(soap.Array!, soap.Offset, soap.Count, writable: false);
            using XmlReader xml = XmlReader.Create(bytes, Settings);
            return MoveToBodyChild(xml) ? Write(output, operation, xml) : NotUnderstood;
        }
        catch (XmlException)
        {
            return NotUnderstood;
        }
    }

    private static JsonReply Write(IBufferWriter<byte> output, Operation operation, XmlReader xml)
    {
        if (IsSoap(xml, "Fault"))
        {
            return ReadFault(xml);
        }

        if (xml.LocalName != operation.Response.Name || xml.NamespaceURI != operation.Response.Namespace)
        {
            return NotUnderstood;
        }

        using Utf8JsonWriter json = new(output, Plain);
        if (!new JsonRecordWriter(json, xml).TryWriteRecord((RecordType)operation.Response.Type))
        {
            return NotUnderstood;
        }

        // The rest must be well formed, too: half an envelope is no answer.
        while (xml.Read())
        {
        }

        json.Flush();
        return Answered;
    }

    private static bool MoveToBodyChild(XmlReader xml)
    {
        if (xml.MoveToContent() != XmlNodeType.Element || !IsSoap(xml, "Envelope") || !MoveToChild(xml))
        {
            return false;
        }

        while (!IsSoap(xml, "Body"))
        {
            xml.Skip();
            if (xml.MoveToContent() != XmlNodeType.Element)
            {
                return false;
            }
        }

        return MoveToChild(xml);
    }

    private static bool MoveToChild(XmlReader xml) =>
        !xml.IsEmptyElement && xml.Read() && xml.MoveToContent() == XmlNodeType.Element;

    private static JsonReply.Fault ReadFault(XmlReader xml)
    {
        (string code, string message, string? detail) = ("", "", null);
        int depth = xml.Depth;
        bool more = MoveToChild(xml);
        while (more && xml.Depth > depth)
        {
            switch (xml.LocalName)
            {
                case "faultcode":
                    code = LocalPart(xml.ReadElementContentAsString().Trim());
                    break;
                case "faultstring":
                    message = xml.ReadElementContentAsString();
                    break;
                case "detail" when !xml.IsEmptyElement:
                    xml.Read();
                    detail = xml.MoveToContent() == XmlNodeType.Element ? xml.LocalName : null;
                    while (xml.Depth > depth + 1)
                    {
                        xml.Skip();
                    }

                    xml.Read();
                    break;
                default:
                    xml.Skip();
                    break;
            }

            more = xml.MoveToContent() == XmlNodeType.Element;
        }

        return new JsonReply.Fault(
            code, message.Length > LongestFaultText ? message[..LongestFaultText] : message, detail);
    }

    private static string LocalPart(string name) => name[(name.LastIndexOf(':') + 1)..];

    private static bool IsSoap(XmlReader xml, string name) =>
        xml.LocalName == name && xml.NamespaceURI == SoapEnvelope.Namespace;
}
