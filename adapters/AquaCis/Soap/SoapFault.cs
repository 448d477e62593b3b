using System.Buffers;
using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.Soap;

/// <summary>
/// A SOAP 1.1 fault as CXF writes it: no attribute on faultstring, for bots look for that literal tag.
/// </summary>
/// <param name="Code">Whose fault it is.</param>
/// <param name="Message">One line that may be shown to anyone: no stack trace, no personal data.</param>
/// <param name="Detail">The declared element inside the detail, and what fills it.</param>
public sealed record SoapFault(FaultCode Code, string Message, FaultDetail? Detail = null)
{
    public void WriteTo(IBufferWriter<byte> output)
    {
        WireXmlWriter xml = new(output);
        xml.Raw(SoapEnvelope.Open);
        xml.StartTag("soap:Fault");
        xml.Leaf("faultcode", $"soap:{Code}");
        xml.Leaf("faultstring", Message);
        if (Detail is not null)
        {
            xml.StartTag("detail");
            ReplyWriter.WriteRoot(xml, Detail.Element, Detail.Fill);
            xml.EndTag("detail");
        }

        xml.EndTag("soap:Fault");
        xml.Raw(SoapEnvelope.Close);
    }

    public byte[] ToBytes()
    {
        ArrayBufferWriter<byte> buffer = new();
        WriteTo(buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
