using System.Buffers;
using System.IO.Pipelines;
using Strangler.AquaCis.Contracts;

namespace Strangler.AquaCis.Soap;

/// <summary>
/// Writes one reply in the legacy wire shape: <c>soap:</c> envelope, <c>ns2:</c> wrapper, children without prefix
/// (WIRE-FACTS 2, 5, 10). What is not written takes its contract's form of absence.
/// </summary>
public static class ReplyWriter
{
    /// <summary>Writes a reply whole; for one that may be long, see <see cref="WriteAsync"/>.</summary>
    public static void Write(IBufferWriter<byte> output, Operation operation, Action<RecordWriter> fill)
    {
        WireXmlWriter xml = new(output);
        xml.Raw(SoapEnvelope.Open);
        WriteRoot(xml, operation.Response, fill);
        xml.Raw(SoapEnvelope.Close);
    }

    /// <summary>
    /// Writes a reply as it goes: <paramref name="fill"/> may send on long lists while it writes them.
    /// </summary>
    public static async ValueTask WriteAsync(
        PipeWriter output, Operation operation, Func<RecordWriter, ValueTask> fill, CancellationToken cancellation)
    {
        WireXmlWriter xml = new(output);
        xml.Raw(SoapEnvelope.Open);
        OpenRoot(xml, operation.Response);
        RecordWriter record = new(xml, (RecordType)operation.Response.Type, output);
        await fill(record);
        record.Finish();
        xml.EndTag("ns2:" + operation.Response.Name);
        xml.Raw(SoapEnvelope.Close);
        await output.FlushAsync(cancellation);
    }

    internal static void WriteRoot(WireXmlWriter xml, WireElement root, Action<RecordWriter> fill)
    {
        OpenRoot(xml, root);
        RecordWriter record = new(xml, (RecordType)root.Type);
        fill(record);
        record.Finish();
        xml.EndTag("ns2:" + root.Name);
    }

    private static void OpenRoot(WireXmlWriter xml, WireElement root)
    {
        xml.StartTag("ns2:" + root.Name);
        xml.Namespace("ns2", root.Namespace);
    }
}
