using System.Buffers;
using System.Text.Json;
using Strangler.AquaCis.Contracts;
using Strangler.AquaCis.Security;
using Strangler.AquaCis.Soap;

namespace Strangler.AquaCis.Json;

/// <summary>
/// Writes a JSON request as the SOAP request it stands for, straight from its bytes: each object is gone over once to
/// see where its properties begin, for on the wire they stand in the contract's order. A number is a number, a list an
/// array, a record an object; null is nil; what may be absent is left out.
/// </summary>
public static class JsonRequestTranslator
{
    /// <summary>Objects and arrays within each other.</summary>
    public const int DepthLimit = 32;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = DepthLimit };

    /// <param name="json">The whole document, UTF-8.</param>
    /// <param name="account">Who asks, where AquaCIS is to be told.</param>
    /// <exception cref="JsonMistakeException">It is no JSON, or not what the operation takes.</exception>
    public static void Write(
        IBufferWriter<byte> output, Operation operation, ReadOnlySpan<byte> json, WireAccount? account = null)
    {
        CheckSyntax(json);
        using WireXmlWriter xml = new(output);
        xml.Raw("<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">"u8);
        account?.WriteTo(xml);
        xml.Raw("<soap:Body>"u8);
        string root = "ns2:" + operation.Request.Name;
        xml.StartTag(root);
        xml.Namespace("ns2", operation.Request.Namespace);
        new JsonRecordTranslator(xml, Strict).WriteRecord((RecordType)operation.Request.Type, json);
        xml.EndTag(root);
        xml.Raw(SoapEnvelope.Close);
        xml.Flush();
    }

    private static void CheckSyntax(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, Strict);
        try
        {
            if (reader.Read() && reader.TokenType != JsonTokenType.StartObject)
            {
                throw new JsonMistakeException("", "The body is not a JSON object.");
            }

            while (reader.Read())
            {
            }
        }
        catch (JsonException error)
        {
            throw new JsonMistakeException(
                "", "The body is not JSON, or nested more than "
                + $"{DepthLimit} deep: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}.", error);
        }
    }
}
